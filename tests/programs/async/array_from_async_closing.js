// Array.fromAsync closes the iterator where the mapper or the array fails, and not where the iterator itself does.
const log = [];
const attempt = async (what, f) => {
  let r;
  try { r = JSON.stringify(await f()); } catch (e) { r = `rejected ${e.message ?? e}`; }
  console.log(`${what}: ${log.splice(0).join(' ')} -> ${r}`);
};
const asyncIterable = (next, ret = async () => ({})) => ({ [Symbol.asyncIterator]: () => ({ next() {
  log.push('next');
  return next();
}, get return() {
  log.push('get return');
  return ret && (() => { log.push('return'); return ret(); });
} }) });
const iterable = (next, ret = () => ({})) => ({ [Symbol.iterator]: () => ({ next() {
  log.push('next');
  return next();
}, get return() {
  log.push('get return');
  return ret && (() => { log.push('return'); return ret(); });
} }) });
const one = () => ({ value: 1, done: false });
const fails = () => { throw new Error('mapper'); };

const main = async () => {
  await attempt('mapper throws, async', () => Array.fromAsync(asyncIterable(one), fails));
  await attempt('mapper rejects, async', () => Array.fromAsync(asyncIterable(one), async () => fails()));
  await attempt('mapper throws, sync', () => Array.fromAsync(iterable(one), fails));
  await attempt('mapper rejects, sync', () => Array.fromAsync(iterable(one), async () => fails()));
  await attempt('return throws', () => Array.fromAsync(asyncIterable(one, () => { throw new Error('return'); }), fails));
  await attempt('return rejects', () => Array.fromAsync(asyncIterable(one, async () => { throw new Error('return'); }), fails));
  await attempt('return gives no object', () => Array.fromAsync(asyncIterable(one, () => 1), fails));
  await attempt('no return', () => Array.fromAsync(asyncIterable(one, null), fails));
  await attempt('return that does not settle soon', () => Array.fromAsync(asyncIterable(one,
    () => new Promise((r) => { let n = 5; const f = () => n-- ? queueMicrotask(f) : r(log.push('settled')); f(); })), fails));
  await attempt('next throws', () => Array.fromAsync(asyncIterable(() => { throw new Error('next'); })));
  await attempt('next rejects', () => Array.fromAsync(asyncIterable(async () => { throw new Error('next'); })));
  await attempt('next gives no object', () => Array.fromAsync(asyncIterable(() => 1)).catch((e) => e.constructor.name));
  await attempt('done throws', () => Array.fromAsync(asyncIterable(() => ({ get done() { throw new Error('done'); } }))));
  await attempt('value throws', () => Array.fromAsync(asyncIterable(() => ({ get value() { throw new Error('value'); } }))));
  await attempt('value rejects, sync', () => Array.fromAsync(iterable(() => ({ value: Promise.reject(new Error('value')) }))));
  await attempt('element cannot be defined', () => Array.fromAsync.call(class {
    constructor() { Object.preventExtensions(this); }
  }, asyncIterable(one)).catch((e) => e.constructor.name));
  await attempt('length cannot be set', () => Array.fromAsync.call(class {
    set length(v) { log.push(`length ${v}`); throw new Error('length'); }
  }, asyncIterable(() => ({ done: true }))));
  await attempt('element of an array-like throws', () => Array.fromAsync({ length: 2, get 0() { log.push('get 0'); return 0; },
    get 1() { throw new Error('element'); } }));
  await attempt('mapper over an array-like throws', () => Array.fromAsync({ length: 2 }, fails));
};
main();
