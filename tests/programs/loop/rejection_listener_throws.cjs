// What a listener throws is an exception.
process.on('unhandledRejection', (reason) => { throw new Error(`about ${reason}`); });
process.on('exit', (code) => console.log('exit', code));
Promise.reject(1);
