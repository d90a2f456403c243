// An exception of a listener of exit ends the program too.
process.on('exit', (code) => { console.log('exit', code); throw new Error('in exit'); });
process.on('exit', () => console.log('must not run'));
