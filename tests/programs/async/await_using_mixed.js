// `using` and `await using` in one scope: one order, the last first.
const log = [];
const chain = (e) => e instanceof SuppressedError ? `Suppressed(${chain(e.error)}, ${chain(e.suppressed)})` : String(e);
const sync = (name, error) => ({ [Symbol.dispose]() {
  log.push(`-${name}`);
  if (error) throw error;
} });
const res = (name, error) => ({ async [Symbol.asyncDispose]() {
  log.push(`-${name}`);
  await null;
  log.push(`-${name}!`);
  if (error) throw error;
} });
const attempt = async (what, f) => {
  let r;
  const p = f();
  log.push('|');
  Promise.resolve().then(() => log.push('t1')).then(() => log.push('t2')).then(() => log.push('t3'));
  try { r = await p; } catch (e) { r = chain(e); }
  await new Promise((resolve) => { let n = 9; const f = () => n-- ? queueMicrotask(f) : resolve(); f(); });
  console.log(`${what}: ${log.splice(0).join(' ')}${r === undefined ? '' : ' -> ' + r}`);
};

const main = async () => {
  await attempt('sync, async', async () => { using s = sync('s'); await using a = res('a'); });
  await attempt('async, sync', async () => { await using a = res('a'); using s = sync('s'); });
  await attempt('alternating', async () => {
    using s = sync('s');
    await using a = res('a');
    using t = sync('t');
    await using b = res('b');
    using u = sync('u');
  });
  await attempt('sync before null waits', async () => { using s = sync('s'); await using n = null; });
  await attempt('sync behind null does not', async () => { await using n = null; using s = sync('s'); });
  await attempt('two syncs before null', async () => { using r = sync('r'), s = sync('s'); await using n = null; });
  await attempt('null twice', async () => { using r = sync('r'); await using n = null; using s = sync('s'); await using m = null; });
  await attempt('null behind async', async () => { using s = sync('s'); await using n = null, a = res('a'); });
  await attempt('null before async', async () => { using s = sync('s'); await using a = res('a'), n = null; });
  await attempt('errors', async () => {
    using s = sync('s', 'S');
    await using a = res('a', 'A');
    using t = sync('t', 'T');
    throw 'body';
  });
  await attempt('sync method under await using', async () => {
    await using s = sync('s', 'S');
    using t = sync('t', 'T');
  });
  await attempt('sync scope in an async one', async () => {
    await using a = res('a');
    { using s = sync('s'); }
    log.push('between');
  });
};
main();
