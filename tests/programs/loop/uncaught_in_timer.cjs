// An exception that nobody catches ends the program.
process.on('exit', (code) => console.log('exit', code, process.exitCode));
setTimeout(() => {
  process.nextTick(() => console.log('must not run'));
  Promise.resolve().then(() => console.log('must not run'));
  throw new RangeError('in a timer');
}, 1);
setTimeout(() => console.log('must not run'), 2);
