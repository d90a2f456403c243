// Function text becomes an async function by the constructors that have no global name.
const AsyncFunction = (async () => {}).constructor;
const AsyncGeneratorFunction = (async function* () {}).constructor;

globalThis.double = async (x) => x * 2;

(async () => {
  const f = new AsyncFunction('a', 'b', 'return await double(a) + await b;');
  console.log(await f(2, Promise.resolve(3)), f.name, f.length);

  const g = AsyncGeneratorFunction('n', 'while (n > 0) yield double(n--);');
  const out = [];
  for await (const v of g(3)) out.push(v);
  console.log(out.join(), g.name, Object.hasOwn(g, 'prototype'), Object.hasOwn(f, 'prototype'));

  const h = AsyncFunction('{ x = 1 } = {}, ...rest', 'for await (const r of rest) x += r; return x;');
  console.log(await h(), await h({ x: 10 }, 1, Promise.resolve(2)), h.length);
  console.log(await AsyncFunction()(), AsyncFunction.length, AsyncGeneratorFunction.length);

  // Scopes around are not seen, and the body is sloppy.
  const hidden = 1;
  console.log(await AsyncFunction('return typeof hidden')(), hidden);
  console.log(await AsyncFunction('return this === globalThis')());

  for (const text of ['await', 'yield 1 +', 'return (', 'let await = 1', 'super()', '}, async () => {']) {
    try {
      AsyncFunction(text);
      console.log('accepted', text);
    } catch (e) {
      console.log(e.name);
    }
  }
  try {
    AsyncFunction('x = await 1', '');
  } catch (e) {
    console.log(e.name);
  }
  try {
    AsyncFunction('a', 'a', '"use strict"');
  } catch (e) {
    console.log(e.name);
  }

  class Sub extends AsyncFunction {
    twice() {
      return this().then((x) => x + x);
    }
  }
  const s = new Sub('return "sub "');
  console.log(await s.twice(), s instanceof Sub, s instanceof AsyncFunction, s instanceof Function);

  const makes = Function('return async (x) => [await x, this === undefined]');
  console.log((await makes()(1)).join());
})();
