// The top level of a module is part of a job, and so jobs come before ticks this once.
process.nextTick(() => {
  console.log('tick');
  queueMicrotask(() => console.log('job of the tick'));
  process.nextTick(() => console.log('tick of the tick'));
});
Promise.resolve().then(() => {
  console.log('job');
  process.nextTick(() => console.log('tick of the job'));
  queueMicrotask(() => console.log('job of the job'));
});
(async () => {
  console.log('async');
  await null;
  console.log('after await');
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log('after a timer');
  await new Promise((resolve) => setImmediate(resolve));
  console.log('after an immediate');
  await new Promise((resolve) => process.nextTick(resolve));
  console.log('after a tick');
})();
