// Callbacks get the arguments after the delay, and timers are their `this`.
setTimeout(function (...args) { console.log('timeout', args, this === t, this.constructor.name); }, 20, 1, 'two', [3]);
const t = setTimeout(function () { 'use strict'; console.log(arguments.length, this === t); }, 100);
let count = 0;
const i = setInterval(function (a, b) {
  console.log('interval', a, b, this === i);
  if (++count === 3) clearInterval(this);
}, 40, 'a', 'b');
const im = setImmediate(function (...args) { console.log('immediate', args, this === im, this.constructor.name); }, 7, undefined, null);
process.nextTick(function (...args) { console.log('tick', args); }, 1, 2, 3, 4, 100);
setTimeout(console.log, 400, 'console.log as such', { a: 1 });
