// Error.stackTraceLimit as V8 heeds it: an own data property that is a number.
function deep(n) {
  return n === 0 ? new Error('deep').stack.split('\n').length : deep(n - 1);
}
console.log(Error.stackTraceLimit, Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit'));
console.log('usual', deep(30));
for (const limit of [0, 1, 3.9, -1, 20]) {
  Error.stackTraceLimit = limit;
  console.log(limit, deep(30));
}
Error.stackTraceLimit = Infinity;
console.log('no limit', deep(30) > 30);
Error.stackTraceLimit = 0;
console.log(new RangeError('a message').stack);
console.log(new Error('', { cause: 1 }).stack);
try {
  null.x;
} catch (e) {
  console.log(e.stack);
}
const captured = {};
Error.captureStackTrace(captured);
console.log(captured.stack);
for (const limit of ['5', null, undefined, {}]) {
  Error.stackTraceLimit = limit;
  console.log(typeof limit, new Error('x').stack);
}
delete Error.stackTraceLimit;
console.log('deleted', new Error('x').stack);
Object.defineProperty(Error, 'stackTraceLimit', {
  configurable: true,
  get() {
    console.log('a getter runs');
    return 3;
  },
});
console.log('a getter', new Error('x').stack);
