// The head may name what is there already: variables, properties, patterns, with awaits in them.
async function* g() {
  yield [1, { b: 2 }];
  yield [3, { b: 4 }];
}

const o = { list: [], set last(v) { this.list.push(v); } };
let a, b, rest, pair;
const log = [];

async function key(k) {
  log.push('key ' + k);
  await null;
  return k;
}

(async () => {
  for await (a of ['x', 'y']);
  console.log(a);

  for await (o.last of g());
  console.log(o.list.length, o.list[1][0]);

  for await ([a, { b }] of g()) console.log(a, b);
  for await ([o[await key('p')], ...rest] of g()) console.log(o.p, rest.length);
  for await ({ 1: { b: o[await key('q')] = 'none' } } of g()) console.log(o.q);
  for await ([, { c: pair = await key('d') }] of g()) console.log(pair);
  console.log(log.join(', '));

  const at = [0, 0, 0];
  let i = 0;
  for await (at[i++] of [7, 8, 9]);
  console.log(at.join(), i);

  const frozen = Object.freeze({ v: 0 });
  try {
    for await (frozen.v of g()) console.log('not reached');
  } catch (e) {
    console.log(e.name);
  }
})();
