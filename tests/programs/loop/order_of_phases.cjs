// Ticks come before jobs, timers before immediates, and both queues are drained after each callback.
const log = (...what) => console.log(...what);
function wait(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end);
}
function both(name) {
  process.nextTick(() => {
    log(name, 'tick');
    Promise.resolve().then(() => log(name, 'job of the tick'));
    process.nextTick(() => log(name, 'tick of the tick'));
  });
  Promise.resolve().then(() => {
    log(name, 'job');
    process.nextTick(() => log(name, 'tick of the job'));
    queueMicrotask(() => log(name, 'job of the job'));
  });
}
setTimeout(() => { log('timeout 1'); both('timeout 1'); setImmediate(() => log('immediate of timeout 1')); }, 1);
setTimeout(() => { log('timeout 2'); both('timeout 2'); }, 1);
setImmediate(() => { log('immediate 1'); both('immediate 1'); setImmediate(() => log('immediate of immediate 1')); });
setImmediate(() => { log('immediate 2'); both('immediate 2'); });
both('top');
log('end of the top level');
wait(10);
