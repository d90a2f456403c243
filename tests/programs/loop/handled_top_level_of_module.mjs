// The top level of a module is a promise that is rejected.
process.on('uncaughtException', (e, origin) => console.log('uncaught:', e.message, origin));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('job'));
setTimeout(() => console.log('timeout'), 20);
throw new Error('top level');
