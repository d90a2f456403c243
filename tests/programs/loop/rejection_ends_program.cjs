// By a rejection that nobody handles.
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('must not run'), 1);
process.nextTick(() => console.log('tick'));
Promise.reject(new Error('rejected')).then(() => 1);
