const point = (x, y) => ({ x, y, at: [x, y, [x + y]] });

async function* points() {
  yield point(1, 2);
  yield point(3, undefined);
  yield point(5, 6);
}

let reached = 0;
const fallback = () => {
  reached++;
  return 'default';
};

(async () => {
  for await (const { x, y = fallback() } of points()) console.log(x, y, reached);
  for await (let { at: [a, b = 'none', [sum]], ...rest } of points()) {
    a += 10;
    console.log(a, b, sum, Object.keys(rest).join());
  }
  for await (var [first, ...others] of [[1, 2, 3], 'xyz', new Set([7, 8])]) console.log(first, others.join());
  console.log(first, others.length);

  for await (const [key, { length }] of Object.entries({ a: 'one', b: 'three' })) console.log(key, length);
  for await (const { [`ke${'y'}`]: k, 'odd name': odd, 3: three } of [{ key: 1, 'odd name': 2, 3: 3 }]) {
    console.log(k, odd, three);
  }
  for await (const [] of ['', []]) console.log('nothing bound');
  for await (const {} of [0, '']) console.log('nothing bound');

  // What fails in the head closes the iterator.
  const it = points();
  try {
    for await (const { x: { deep: { deeper } } } of it) console.log('not reached', deeper);
  } catch (e) {
    console.log(e.name, await it.next());
  }
  try {
    for await (const [v] of [[1], Promise.resolve([2]), null]) console.log(v);
  } catch (e) {
    console.log(e.name);
  }
})();
