// The promise is new each time, of the intrinsic kind, whatever stands in `Promise`.
const Intrinsic = (async () => {})().constructor;
const p = Promise.resolve(1);

const same = async () => p;
const f = async () => {};

(async () => {
  console.log(same() === p, f() === f(), f() instanceof Promise, Intrinsic === Promise);
  console.log(Object.prototype.toString.call(f()), await same());

  class Own extends Promise {}
  const own = Own.resolve('own');
  const back = (async () => own)();
  console.log(back instanceof Own, back.constructor === Promise, await back);

  const saved = globalThis.Promise;
  globalThis.Promise = class Fake {
    constructor() { throw new Error('not asked'); }
  };
  const made = f();
  const fromGenerator = (async function* () { yield 1; })().next();
  const looped = (async () => {
    for await (const v of [1, 2]) await v;
    return 'looped';
  })();
  globalThis.Promise = saved;
  console.log(made instanceof Promise, fromGenerator instanceof Promise, await looped);

  // `await` does not look at a changed `then` of the prototype, `return` does.
  const then = Promise.prototype.then;
  let calls = 0;
  Promise.prototype.then = function (...args) {
    calls++;
    return then.apply(this, args);
  };
  await p;
  await f();
  const afterAwait = calls;
  await (async () => p)();
  const afterReturn = calls;
  Promise.prototype.then = then;
  console.log(afterAwait, afterReturn);

  // A subclass's constructor is asked by `await`.
  let asked = 0;
  const watched = Promise.resolve('watched');
  Object.defineProperty(watched, 'constructor', { get() { asked++; return Promise; } });
  console.log(await watched, asked);
})();
