async function f(a, b = a + 1, ...rest) {
  const before = arguments.length;
  await null;
  a = 'changed';
  return [before, arguments.length, arguments[0], b, rest.length, new.target].join();
}

async function inner() {
  const arrow = async () => {
    await null;
    return [...arguments].reverse().join();
  };
  return await arrow('not these');
}

async function* gen() {
  yield arguments.length;
  await null;
  yield* arguments;
  yield new.target;
}

const o = {
  async m() {
    arguments[0] = await arguments[1];
    return arguments[0] + arguments.length;
  },
};

function Constructor() {
  this.p = (async () => {
    await null;
    return new.target === Constructor;
  })();
}

(async () => {
  console.log(await f(1), '/', await f(1, 2, 3, 4));
  console.log(await inner(1, 2, 3));
  const got = [];
  for await (const v of gen('x', Promise.resolve('y'))) got.push(v);
  console.log(got.join());
  console.log(await o.m('a', Promise.resolve('b')), await new Constructor().p);
  console.log(f.length, inner.length, (async (a, { b }, [c], d = 1, e) => {}).length);

  async function own(x) {
    arguments.length = 1;
    arguments[Symbol.iterator] = null;
    await null;
    return Object.prototype.toString.call(arguments) + arguments.length;
  }
  console.log(await own(1, 2, 3));
})();
