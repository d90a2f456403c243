// A rejection that nobody listens to is an exception.
process.on('uncaughtException', (e, origin) => console.log(origin, e.name, e.code, e.message));
Promise.reject(5);
Promise.reject(new RangeError('own'));
Promise.reject({ stack: 'looks like an error', message: 'no error', name: 'Object' });
setTimeout(() => { console.log('timeout'); Promise.reject(undefined); }, 1);
process.on('exit', (code) => console.log('exit', code));
