// What goes wrong with the parameters rejects the promise of an async function,
// and is thrown by the call of an async generator.
const fail = () => { throw new RangeError('default'); };

const functions = {
  declaration: async function (x = fail()) { return x; },
  arrow: async (x = fail()) => x,
  method: { async m(x = fail()) { return x; } }.m,
  pattern: async ({ a: { b } } = {}) => b,
  iterable: async ([x] = 5) => x,
  deadZone: async (a = b, b) => a,
};

async function* generator(x = fail()) {
  yield x;
}

(async () => {
  for (const name in functions) {
    let p;
    try {
      p = functions[name]();
    } catch (e) {
      console.log('thrown by the call');
    }
    console.log(name, p instanceof Promise, await p.catch((e) => e.name));
  }
  try {
    generator();
    console.log('not reached');
  } catch (e) {
    console.log('generator', e.name, e.message);
  }
  console.log((await generator('given').next()).value);

  // A default is evaluated at the call, before anything is awaited.
  const log = [];
  async function order(a = log.push('default'), b = log.push('second')) {
    log.push('body');
    await null;
    log.push('later');
    return a + b;
  }
  const p = order();
  log.push('after the call');
  await p;
  console.log(log.join(', '));

  // Closures of the parameters see the parameters.
  async function scopes(a, read = () => a) {
    var a;
    const first = a;
    a = await 'body';
    return [first, read(), a].join();
  }
  console.log(await scopes('param'));
})();
