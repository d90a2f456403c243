// How often a scope waits: once for each disposer that is async, once for all that is null where nothing else has waited.
let running = false, ticks = 0;
const tick = () => {
  if (!running) return;
  ticks++;
  queueMicrotask(tick);
};
const disposer = (what) => ({ [Symbol.asyncDispose]: () => what });
const sync = { [Symbol.dispose]() {} };
const measure = async (what, f) => {
  ticks = 0;
  running = true;
  queueMicrotask(tick);
  const p = f();
  p.then(() => { running = false; }, () => { running = false; });
  await p.catch(() => {});
  running = false;
  console.log(what, ticks);
  await null;
};

const main = async () => {
  await measure('nothing declared', async () => {});
  await measure('using', async () => { using a = sync; });
  await measure('using null', async () => { using a = null; });
  await measure('null', async () => { await using a = null; });
  await measure('undefined', async () => { await using a = undefined; });
  await measure('two nulls', async () => { await using a = null, b = undefined; });
  await measure('a value', async () => { await using a = disposer(1); });
  await measure('a promise', async () => { await using a = disposer(Promise.resolve()); });
  await measure('a thenable', async () => { await using a = disposer({ then(f) { f(); } }); });
  await measure('two values', async () => { await using a = disposer(), b = disposer(); });
  await measure('null, value', async () => { await using a = null, b = disposer(); });
  await measure('value, null', async () => { await using a = disposer(), b = null; });
  await measure('sync method', async () => { await using a = sync; });
  await measure('using before null', async () => { using a = sync; await using b = null; });
  await measure('null before using', async () => { await using a = null; using b = sync; });
  await measure('null between', async () => { using a = sync; await using b = null; using c = sync; });
  await measure('null, using, null', async () => { await using a = null; using b = sync; await using c = null; });
  await measure('using null behind null', async () => { using a = null; await using b = null; });
  await measure('throwing disposer', async () => { await using a = { [Symbol.asyncDispose]() { throw 1; } }; });
  await measure('throwing disposer and null', async () => {
    await using a = null, b = { [Symbol.asyncDispose]() { throw 1; } };
  });
  await measure('rejecting disposer', async () => { await using a = disposer(Promise.reject(1)); });
  await measure('not reached', async () => {
    if (running) return;
    await using a = disposer();
  });
};
main();
