// exit sees the code, may change it, and process.exit within it ends the program at once.
process.exitCode = 3;
process.on('exit', (code) => { console.log('first', code, process.exitCode); process.exitCode = 0; });
process.on('exit', (code) => { console.log('second', code, process.exitCode); process.exit(); });
process.on('exit', () => console.log('must not run'));
setTimeout(() => { console.log('timeout'); process.exit(4); }, 1);
setTimeout(() => console.log('must not run'), 2);
