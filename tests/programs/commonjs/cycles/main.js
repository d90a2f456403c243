// Cycles see what has been exported so far; a file that threw runs again; replaced exports.
const { even } = require('./even');
console.log(even(10), even(7));
const a = require('./a');
console.log(a.fromB, a.done, require('./b').sawA);
for (let i = 0; i < 3; i++) {
  try {
    console.log(require('./flaky'));
  } catch (e) {
    console.log('caught', e.message);
  }
}
console.log(require('./replaced')());
console.log(module.exports === exports, typeof module.paths, module.filename === __filename);
exports.late = 1;
console.log(require('./asks_main'));
