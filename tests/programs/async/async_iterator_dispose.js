// AsyncIterator.prototype[Symbol.asyncDispose] calls `return` and waits for it.
const proto = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype));
const dispose = proto[Symbol.asyncDispose];
console.log(dispose.name, dispose.length, Object.getOwnPropertyDescriptor(proto, Symbol.asyncDispose).enumerable);
const attempt = async (what, o) => {
  const p = dispose.call(o);
  try { console.log(what, p instanceof Promise, await p); } catch (e) { console.log(what, e.name ?? e); }
};
const main = async () => {
  await attempt('no return', {});
  await attempt('null', { return: null });
  await attempt('returns a value', { return(...args) { console.log('arguments', args.length); return 5; } });
  await attempt('returns a promise', { return: async () => 6 });
  await attempt('rejects', { return: async () => { throw 'rejected'; } });
  await attempt('throws', { return() { throw 'thrown'; } });
  await attempt('getter throws', { get return() { throw 'got'; } });
  await attempt('not callable', { return: 1 });
  await attempt('no object', undefined);
  const g = (async function* () { try { yield 1; } finally { console.log('finally'); } })();
  await g.next();
  await attempt('generator', g);
  console.log(await g.next());
};
main();
