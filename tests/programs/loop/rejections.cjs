// Rejections are told of when no tick and no job is left, and those that are handled later once more.
process.on('unhandledRejection', (reason, promise) => console.log('unhandled:', reason, promise === first || promise instanceof Promise));
process.on('rejectionHandled', (promise) => console.log('handled:', promise === first));
const first = Promise.reject(1);
Promise.reject(new Error('in time')).catch((e) => console.log('caught', e.message));
process.nextTick(() => Promise.reject(2));
const third = Promise.reject(3);
process.nextTick(() => third.catch(() => console.log('caught by a tick')));
const fourth = Promise.reject(4);
setTimeout(() => {
  first.catch(() => console.log('caught late'));
  Promise.reject(5);
  process.nextTick(() => console.log('tick'));
}, 1);
setTimeout(() => setImmediate(() => { (async () => { throw 6; })(); }), 5);
(async () => {
  try { await fourth; } catch (e) { console.log('awaited', e); }
})();
