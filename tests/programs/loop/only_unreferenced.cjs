// Nothing is waited for: the program ends at once.
setTimeout(() => console.log('must not run'), 50).unref();
setInterval(() => console.log('must not run'), 50).unref();
process.on('beforeExit', () => console.log('before exit'));
process.on('exit', () => console.log('exit'));
