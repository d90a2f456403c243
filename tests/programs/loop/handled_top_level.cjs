// An exception of the top level is like any other.
process.once('uncaughtException', (e, origin) => console.log('uncaught:', e.message, origin));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('job'));
setTimeout(() => console.log('timeout'), 1);
process.on('exit', (code) => console.log('exit', code));
throw new Error('top level');
