// What is not called, what is not compared, and which numbers stay small: each with its reason, and nowhere else.

const NOT_CALLED = {
  __proto__: null,
  'process.exit': 'ends the process, as it should',
  'print': 'is the way of the harness to write its transcript',
};

// Their results differ from one run to the next by what they are.
const NOT_COMPARED = {
  __proto__: null,
  'Date': 'the time',
  'Date.now': 'the time',
  'Math.random': 'random',
  'get Event.prototype.timeStamp': 'the time',
  'Event.prototype[nodejs.util.inspect.custom]': 'shows the time',
  'process.hrtime': 'the time',
  'process.hrtime.bigint': 'the time',
  'process.uptime': 'the time',
  'process.memoryUsage': 'the size of the heap depends on when it was collected',
  'process.memoryUsage.rss': 'so does the size of the process',
  'WeakRef.prototype.deref': 'the runtime clears a WeakRef at any collection, within a job too',
  'Error.captureStackTrace': 'defines a stack, which names source locations only where there is compiled code',
};

// Own properties that are not described.
const NOT_DESCRIBED = { __proto__: null, stack: 'source locations, and the depth of the stack' };

// Numbers that no hook gives: all of them may become a length, and an algorithm over 2**53 elements ends in no time limit.
// They are given as plain arguments where the length of what is walked does not come from an argument.
const LARGE = setPrototypeOf(
  [2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, -(2 ** 31), -(2 ** 53), 1e21, 1e300, Infinity, -Infinity],
  null,
);
const TAKES_LARGE = /^(get |set )?(Math\.|Number|BigInt\.prototype|Date|parse|is(NaN|Finite)|DataView\.prototype|(String|Array|%TypedArray%)\.prototype\.(at|charAt|charCodeAt|codePointAt|slice|substring|substr|indexOf|lastIndexOf|includes|startsWith|endsWith|copyWithin|fill|with|flat|subarray)$|%IteratorPrototype%\.(drop|take)|Iterator\.prototype\.(drop|take))/;
const regexpTest = method(RegExp.prototype, 'test');

function takesLarge(path) {
  return apply(regexpTest, TAKES_LARGE, [path]);
}
