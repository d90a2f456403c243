// Functions with many awaits: each is a state of its own.
async function f(a) {
  let s = 0;
  s += await a; s ^= await 1; s += await 2; s ^= await 3; s += await 4; s ^= await 5; s += await 6; s ^= await 7;
  s += await a; s ^= await 1; s += await 2; s ^= await 3; s += await 4; s ^= await 5; s += await 6; s ^= await 7;
  s += await a; s ^= await 1; s += await 2; s ^= await 3; s += await 4; s ^= await 5; s += await 6; s ^= await 7;
  s += await a; s ^= await 1; s += await 2; s ^= await 3; s += await 4; s ^= await 5; s += await 6; s ^= await 7;
  try {
    s += await a; s ^= await 1; s += await 2; s ^= await 3; s += await 4; s ^= await 5; s += await 6; s ^= await 7;
    s += await a; s ^= await 1; s += await 2; s ^= await 3; s += await 4; s ^= await 5; s += await 6; s ^= await 7;
    await Promise.reject(s);
  } catch (e) {
    s += await e; s ^= await 1; s += await 2; s ^= await 3; s += await 4; s ^= await 5; s += await 6; s ^= await 7;
    s += await e; s ^= await 1; s += await 2; s ^= await 3; s += await 4; s ^= await 5; s += await 6; s ^= await 7;
  } finally {
    s += await a; s ^= await 1; s += await 2; s ^= await 3; s += await 4; s ^= await 5; s += await 6; s ^= await 7;
    s += await a; s ^= await 1; s += await 2; s ^= await 3; s += await 4; s ^= await 5; s += await 6; s ^= await 7;
  }
  const list = [
    await s, await 1, [await 2, [await 3, [await 4, [await 5, [await 6, [await 7, [await 8, [await 9]]]]]]]],
    await s, await 1, { a: await 2, b: { c: await 3, d: { e: await 4, f: { g: await 5, h: { i: await 6 } } } } },
  ];
  return JSON.stringify(list) + `${await 1}${await 2}${await 3}${await 4}${await 5}${await 6}${await 7}${await 8}`;
}

const sum = async (...xs) => xs.reduce((a, b) => a + b, 0);

async function nested(n) {
  return await sum(await sum(await sum(await 1, await n), await sum(await 2, await n)),
    await sum(await sum(await 3, await n), await sum(await 4, await sum(await sum(await n, await n), await n))),
    ...await [await 5, ...await [await 6, ...await [await 7]]]);
}

(async () => {
  console.log(await f(100));
  console.log(await f(Promise.resolve(7)));
  console.log(await nested(10), await nested(Promise.resolve(1)));
})();
