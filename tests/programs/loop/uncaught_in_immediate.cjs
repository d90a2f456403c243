// What is thrown may be any value.
setImmediate(() => console.log('first'));
setImmediate(() => { throw 'a string'; });
setImmediate(() => console.log('must not run'));
