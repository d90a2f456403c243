// The ticks after the one that throws are lost with the program.
process.nextTick(() => console.log('tick'));
process.nextTick(() => { throw new TypeError('in a tick'); });
process.nextTick(() => console.log('must not run'));
Promise.resolve().then(() => console.log('job'));
