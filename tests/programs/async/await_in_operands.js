// Awaits between the operands: those on the left have been evaluated, and keep their values.
const log = [];
let n = 1;

async function v(x) {
  log.push(x);
  await null;
  n++;
  return x;
}

(async () => {
  console.log((await v(2)) ** (await v(3)) ** await v(2), 2 ** await v(5), (await v(-2)) ** 2);
  console.log(n + await v(10), await v(10) + n, n + (await v(1), n) + n);
  console.log((await v(7), await v(8)), (n, await v(9)));
  console.log(typeof await v('s'), typeof (await v({})).x, void await v(0));
  console.log(!await v(0), -await v('3'), +await v('0x10'), ~await v(5));
  console.log(await v('a') in { a: 1 }, 'b' in await v({ b: 1 }), await v('c') in await v({}));
  console.log(await v([]) instanceof Array, [] instanceof await v(Array), await v([]) instanceof await v(Map));
  console.log(await v(1) < await v(2), await v('b') >= await v('a'), await v(NaN) == await v(NaN));
  console.log(await v(6) & await v(3), await v(6) | await v(1), await v(1) << await v(4), await v(-1) >>> await v(28));
  console.log(await v(10n) * await v(3n), await v('x') + await v(1) + await v(2), await v(7) % await v(4));

  const o = { a: 1, b: { c: 2 } };
  console.log(delete o[await v('a')], delete (await v(o)).b.c, JSON.stringify(o));

  console.log(log.length, n);
})();
