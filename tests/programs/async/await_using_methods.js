// Which method `await using` takes, when it reads it, and what it calls it with.
const log = [];
const attempt = async (what, f) => {
  let r;
  try { r = await f(); } catch (e) { r = `${e.constructor.name}`; }
  console.log(`${what}: ${log.splice(0).join(' ')}${r === undefined ? '' : ' -> ' + r}`);
};
const watched = (methods) => new Proxy(methods, { get(o, k, r) {
  log.push(`get ${String(k)}`);
  return Reflect.get(o, k, r);
} });

const main = async () => {
  await attempt('async', async () => {
    await using a = watched({ [Symbol.asyncDispose](...args) { log.push(`called with ${args.length}`, String(this === a)); },
      [Symbol.dispose]() { log.push('never'); } });
    log.push('body');
  });
  await attempt('sync', async () => {
    await using a = watched({ [Symbol.dispose](...args) { log.push(`called with ${args.length}`, String(this === a)); } });
    log.push('body');
  });
  await attempt('null is no method', async () => {
    await using a = watched({ [Symbol.asyncDispose]: null, [Symbol.dispose]() { log.push('sync'); } });
  });
  await attempt('no method', async () => { await using a = watched({}); });
  await attempt('a method that cannot be called', async () => {
    await using a = watched({ [Symbol.asyncDispose]: {}, [Symbol.dispose]() {} });
  });
  await attempt('getter throws', async () => {
    await using a = { get [Symbol.asyncDispose]() { throw new RangeError(); } };
  });
  await attempt('the result of a sync method is not awaited', async () => {
    await using a = { [Symbol.dispose]: () => ({ get then() { log.push('never'); } }) };
  });
  await attempt('that of an async one is', async () => {
    await using a = { [Symbol.asyncDispose]: () => ({ get then() {
      log.push('get then');
      return (resolve) => resolve(log.push('then'));
    } }) };
  });
  await attempt('a rejection that a sync method returns is not seen', async () => {
    const p = Promise.reject(1);
    p.catch(() => {});
    await using a = { [Symbol.dispose]: () => p };
    return 'fine';
  });
  await attempt('read once, at the declaration', async () => {
    const o = { [Symbol.asyncDispose]() { log.push('first'); } };
    await using a = o;
    o[Symbol.asyncDispose] = () => log.push('second');
  });
  await attempt('inherited', async () => {
    class R { async [Symbol.asyncDispose]() { log.push(this.constructor.name); } }
    class S extends R { async [Symbol.asyncDispose]() { await super[Symbol.asyncDispose](); log.push('S'); } }
    await using a = new S();
  });
  await attempt('a function', async () => {
    await using f = Object.assign(() => {}, { [Symbol.asyncDispose]() { log.push(typeof this); } });
  });
};
main();
