// Array.fromAsync of async iterables, sync iterables and array-likes, with a mapper and without.
const show = async (what, ...args) => {
  try { console.log(what, await Array.fromAsync(...args)); } catch (e) { console.log(what, 'rejected', e.constructor?.name ?? e); }
};
async function* count(n) { for (let i = 1; i <= n; i++) yield i; }
const main = async () => {
  console.log(Array.fromAsync.length, Array.fromAsync([]) instanceof Promise);
  await show('async generator', count(3));
  await show('array', [1, 2, 3]);
  await show('promises', [Promise.resolve(1), 2, new Promise((r) => queueMicrotask(() => r(3)))]);
  await show('string', 'a𝒳b');
  await show('set', new Set([1, 2, 1]));
  await show('generator', (function* () { yield 1; yield Promise.resolve(2); return 3; })());
  await show('holes', [1, , 3]);
  await show('array-like', { length: 3, 0: 'a', 1: Promise.resolve('b') });
  await show('length 0', {});
  await show('function', (a, b) => {});
  await show('number', 5);
  await show('bigint', 5n);
  await show('typed array', new Uint8Array([1, 2]));
  await show('undefined', undefined);
  await show('null', null);
  await show('too long', { length: 2 ** 32 });
  await show('mapped', [1, 2, 3], (v, i) => v * 10 + i);
  await show('mapped by an async function', count(3), async (v, i) => v * 10 + i);
  await show('mapped array-like', { length: 2, 0: Promise.resolve(1), 1: 2 }, async (v, i) => [v, i]);
  await show('this of the mapper', [1], function (v) { return this.k + v; }, { k: 'k' });
  await show('mapper that is none', [1], 1);
  await show('mapper null', [1], null);
  await show('values of an async iterator stay', { async *[Symbol.asyncIterator]() { yield 1; }, length: 9 });
  await show('promises of an async iterator are not awaited', { [Symbol.asyncIterator]: () => {
    let n = 0;
    return { next: async () => ({ done: n++ > 0, value: Promise.resolve('p') }) };
  } });
  await show('asyncIterator null', { [Symbol.asyncIterator]: null, [Symbol.iterator]: null, length: 1, 0: 'x' });
  await show('asyncIterator is no function', { [Symbol.asyncIterator]: 1 });
  await show('iterator is no object', { [Symbol.asyncIterator]: () => 1 });
  await show('result is no object', { [Symbol.asyncIterator]: () => ({ next: () => 1 }) });
  await show('rejection', [1, Promise.reject(new RangeError())]);
};
main();
