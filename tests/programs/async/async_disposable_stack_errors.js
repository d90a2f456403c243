// AsyncDisposableStack: errors, and how often it waits.
const chain = (e) => e instanceof SuppressedError ? `Suppressed(${chain(e.error)}, ${chain(e.suppressed)})` : String(e);
const log = [];
const attempt = async (what, fill) => {
  const stack = new AsyncDisposableStack();
  fill(stack);
  const p = stack.disposeAsync();
  let pending = true, ticks = 0;
  p.then(() => { pending = false; }, () => { pending = false; });
  const tick = () => { if (pending) { ticks++; queueMicrotask(tick); } };
  queueMicrotask(tick);
  let r;
  try { r = await p; } catch (e) { r = chain(e); }
  console.log(`${what}: ${log.splice(0).join(' ')} -> ${r}, ${ticks}`);
};
const main = async () => {
  await attempt('empty', () => {});
  await attempt('null', (s) => s.use(null));
  await attempt('nulls', (s) => { s.use(null); s.use(undefined); });
  await attempt('null and one', (s) => { s.use(null); s.defer(() => log.push('d')); });
  await attempt('one', (s) => s.defer(() => log.push('d')));
  await attempt('two', (s) => { s.defer(() => log.push('d')); s.defer(() => log.push('e')); });
  await attempt('throws', (s) => s.defer(() => { throw 'a'; }));
  await attempt('rejects', (s) => s.defer(async () => { throw 'a'; }));
  await attempt('both', (s) => { s.defer(() => { throw 'a'; }); s.adopt(1, async () => { throw 'b'; }); });
  await attempt('many', (s) => {
    for (const n of ['a', 'b', 'c']) s.use({ async [Symbol.asyncDispose]() { log.push(n); throw n; } });
  });
  await attempt('throws and null', (s) => { s.use(null); s.defer(() => { throw 'a'; }); });
  await attempt('goes on after an error', (s) => {
    s.defer(() => log.push('last'));
    s.defer(() => { throw 'a'; });
    s.defer(() => log.push('first'));
  });
  await attempt('added to while it disposes', (s) => s.defer(() => {
    try { s.defer(() => {}); } catch (e) { log.push(e.constructor.name); }
  }));
  await attempt('disposed twice', (s) => s.defer(() => s.disposeAsync().then(() => log.push('inner'))));
  await attempt('a thenable', (s) => s.defer(() => ({ then(f) { log.push('then'); f(); } })));
};
main();
