// The arguments object of a sloppy function with simple parameters shares its elements with them.
function basic(a, b) {
  const seen = [];
  arguments[0] = 'A';
  b = 'B';
  seen.push(a, arguments[1], arguments.length, arguments[2]);
  arguments[2] = 'C';
  arguments.length = 2;
  seen.push(arguments.length, [].slice.call(arguments), Object.keys(arguments).join());
  return seen;
}
console.log(basic(1, 2));
console.log(basic(1));
console.log(basic(1, 2, 3));

function deleted(a) {
  delete arguments[0];
  a = 2;
  const gone = [0 in arguments, arguments[0]];
  arguments[0] = 3;
  return gone.concat(a, arguments[0]);
}
console.log(deleted(1));

function attributes(a, b, c) {
  Object.defineProperty(arguments, '0', { writable: false });
  a = 'changed';
  Object.defineProperty(arguments, '1', { value: 'defined', enumerable: false });
  Object.defineProperty(arguments, '2', { get: () => 'got' });
  c = 'changed';
  return [arguments[0], b, arguments[2], c, JSON.stringify(Object.getOwnPropertyDescriptor(arguments, '1')),
    Object.keys(arguments)];
}
console.log(attributes(1, 2, 3));

function frozen(a) {
  Object.freeze(arguments);
  a = 2;
  arguments[0] = 3;
  return [a, arguments[0]];
}
console.log(frozen(1));
function sealed(a) {
  Object.seal(arguments);
  a = 2;
  const first = arguments[0];
  arguments[0] = 3;
  return [first, a, delete arguments[0]];
}
console.log(sealed(1));

function passedOn(a, b, c) {
  b = 20;
  arguments[2] = 30;
  return Math.max.apply(null, arguments) + ':' + [...arguments] + ':' + Array.from(arguments).length;
}
console.log(passedOn(1, 2, 3));

function duplicate(a, a) {
  arguments[0] = 'x';
  arguments[1] = 'y';
  return [a, arguments[0]];
}
console.log(duplicate(1, 2), duplicate(1));

function captured(a) {
  const set = (v) => (a = v);
  const args = arguments;
  return { set, get: () => args[0], write: (v) => (args[0] = v), read: () => a };
}
const c = captured(1);
c.set(2);
console.log(c.get());
c.write(3);
console.log(c.read());

// Not mapped: strict functions, defaults, rest, patterns.
function strict(a) {
  'use strict';
  arguments[0] = 2;
  return a;
}
function withDefault(a, b = 1) {
  arguments[0] = 2;
  return a;
}
function withRest(a, ...rest) {
  arguments[0] = 2;
  return a;
}
console.log(strict(1), withDefault(1), withRest(1));
function thrower(f) {
  try {
    f();
    return 'nothing';
  } catch (e) {
    return e.constructor.name;
  }
}
function strictCallee() {
  'use strict';
  return thrower(() => arguments.callee);
}
console.log(strictCallee(), thrower(() => withDefault.call.caller));
console.log((function () { return arguments.callee.length; })(), (function (a) { return typeof arguments.callee; })(1));
console.log((function (x) {
  return Object.getOwnPropertyNames(arguments).join();
})(1), String((function () {
  return arguments;
})()));

// In a generator, across yields.
function* gen(a, b) {
  yield a;
  arguments[0] = 'set';
  yield a;
  b = 'also';
  yield arguments[1];
}
console.log([...gen(1, 2)]);

// Many of them, so that the collector sees some.
let total = 0;
function sum(a, b) {
  a += 1;
  arguments[1] += a;
  return arguments[0] + b;
}
for (let i = 0; i < 20000; i++) total += sum(i, 1);
console.log(total);
