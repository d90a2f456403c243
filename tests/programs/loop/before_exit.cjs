// beforeExit comes whenever nothing is left, and may begin something.
let times = 0;
process.on('beforeExit', (code) => {
  console.log('before exit', code, ++times);
  if (times === 1) setTimeout(() => console.log('timeout'), 5);
  if (times === 2) setImmediate(() => console.log('immediate'));
  if (times === 3) { process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('job')); }
});
process.on('exit', (code) => {
  console.log('exit', code);
  process.nextTick(() => console.log('must not run'));
  setTimeout(() => console.log('must not run'), 0);
  Promise.resolve().then(() => console.log('must not run'));
});
