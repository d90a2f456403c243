function f(a, b) {
  a = 'changed';
  return [arguments.length, arguments[0], arguments[5], b].map(String).join();
}
console.log(f(1), f(1, 2, 3));
function g() {
  arguments[0] = 'w';
  arguments.length = 1;
  return [...arguments].join() + Array.prototype.slice.call(arguments, 0).length;
}
console.log(g(1, 2, 3));
function h() {
  const inner = () => arguments[0];
  function other() { return arguments.length; }
  return inner() + other(1, 2);
}
console.log(h('outer', 0));
console.log((function () {
  return Object.prototype.toString.call(arguments);
})(), (function () {
  return typeof arguments;
})(), (function () {
  return Array.isArray(arguments);
})());
(function () {
  try { arguments.callee; } catch (e) { console.log(e.name); }
  console.log(Object.keys(arguments).join(), 'length' in arguments,
    Object.getOwnPropertyDescriptor(arguments, 'length').enumerable);
})('p', 'q');
function sum() {
  let s = 0;
  for (const x of arguments) s += x;
  return s;
}
console.log(sum(1, 2, 3), sum(), sum(...[4, 5], 6));
function shadow(arguments_) {
  const args = arguments;
  return args.length;
}
console.log(shadow());
function many(...r) {
  return r.length + arguments.length;
}
console.log(many(...new Array(100).fill(0)), Math.max.apply(null, (function () {
  return arguments;
})(3, 9, 4)));
