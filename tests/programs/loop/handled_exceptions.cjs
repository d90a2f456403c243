// With a listener the program goes on: callbacks of the same phase come before the ticks that a failed one has left.
process.on('uncaughtException', (e, origin) => console.log('uncaught:', e.message, origin));
function wait(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end);
}
setTimeout(() => {
  process.nextTick(() => console.log('tick 1'));
  Promise.resolve().then(() => console.log('job 1'));
  throw new Error('timeout 1');
}, 1);
setTimeout(() => { console.log('timeout 2'); process.nextTick(() => console.log('tick 2')); }, 1);
setTimeout(() => console.log('timeout 3'), 2);
setImmediate(() => {
  process.nextTick(() => console.log('tick 3'));
  Promise.resolve().then(() => console.log('job 3'));
  throw new Error('immediate 1');
});
setImmediate(() => console.log('immediate 2'));
process.nextTick(() => {
  process.nextTick(() => console.log('tick of the failed tick'));
  Promise.resolve().then(() => console.log('job of the failed tick'));
  throw new Error('tick');
});
process.nextTick(() => console.log('tick after the failed one'));
queueMicrotask(() => { queueMicrotask(() => console.log('job of the failed job')); throw new Error('job'); });
queueMicrotask(() => console.log('job after the failed one'));
let n = 0;
const i = setInterval(() => {
  if (++n === 2) clearInterval(i);
  throw new Error(`interval ${n}`);
}, 300);
wait(10);
