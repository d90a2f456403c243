// What disposers throw or reject with becomes the completion, or a SuppressedError of it and what was on its way.
const log = [];
const chain = (e) => e instanceof SuppressedError ? `Suppressed(${chain(e.error)}, ${chain(e.suppressed)})`
  : e instanceof Error ? `${e.constructor.name} ${e.message}` : String(e);
const res = (name, how) => ({ async [Symbol.asyncDispose]() {
  log.push(`-${name}`);
  await null;
  if (how === 'reject') throw new Error(name);
} });
const throwing = (name) => ({ [Symbol.asyncDispose]() {
  log.push(`-${name}`);
  throw new TypeError(name);
} });
const attempt = async (what, f) => {
  let r;
  try { r = await f(); } catch (e) { r = chain(e); }
  console.log(`${what}: ${log.splice(0).join(' ')} -> ${r}`);
};

const main = async () => {
  await attempt('reject', async () => { await using a = res('a', 'reject'); });
  await attempt('throw', async () => { await using a = throwing('a'); });
  await attempt('reject over return', async () => {
    await using a = res('a', 'reject');
    return 'lost';
  });
  await attempt('reject over throw', async () => {
    await using a = res('a', 'reject');
    throw new RangeError('body');
  });
  await attempt('two', async () => {
    await using a = res('a', 'reject'), b = throwing('b');
  });
  await attempt('three and the body', async () => {
    await using a = res('a', 'reject'), b = res('b'), c = throwing('c'), d = res('d', 'reject');
    throw 'body';
  });
  await attempt('undefined is thrown', async () => {
    await using a = { [Symbol.asyncDispose]: () => Promise.reject(undefined) };
    throw null;
  });
  await attempt('reject over break', async () => {
    for (const x of [1, 2]) {
      await using a = res('a' + x, 'reject');
      break;
    }
  });
  await attempt('closing of the loop is silent', async () => {
    const it = { [Symbol.iterator]: () => it, next: () => ({ value: res('v', 'reject') }), return() {
      log.push('return');
      throw new Error('return');
    } };
    for (await using a of it) break;
  });
  await attempt('caught within', async () => {
    try {
      await using a = res('a', 'reject');
      throw 1;
    } catch (e) { return `caught ${chain(e)}`; }
  });
  await attempt('nested scopes', async () => {
    await using a = res('a', 'reject');
    {
      await using b = res('b', 'reject');
      throw 'inner';
    }
  });
  await attempt('promise of the disposer cannot be had', async () => {
    const p = Promise.resolve();
    Object.defineProperty(p, 'constructor', { get() { throw new Error('constructor'); } });
    await using a = { [Symbol.asyncDispose]: () => p };
  });
  await attempt('shape of the error', async () => {
    try {
      await using a = throwing('a'), b = throwing('b');
    } catch (e) {
      return [e.name, JSON.stringify(e.message), e.error.message, e.suppressed.message, Object.keys(e).length].join();
    }
  });
  await attempt('values without a method', async () => {
    for (const v of [1, 'text', true, Symbol('s'), {}, [], () => {}, { [Symbol.asyncDispose]: 1 }, { [Symbol.dispose]: 1 },
      { [Symbol.asyncDispose]: null, [Symbol.dispose]: undefined }]) {
      try { await using a = v; log.push('?'); } catch (e) { log.push(e.constructor.name); }
    }
  });
  await attempt('what was declared before is disposed of', async () => {
    await using a = res('a'), b = {};
  });
};
main();
