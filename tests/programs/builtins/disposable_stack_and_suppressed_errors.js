const log = [];
const resource = (name, fails) => ({ [Symbol.dispose]() {
  log.push(name);
  if (fails) throw new Error(name);
} });
const stack = new DisposableStack();
console.log(stack.use(null), stack.use(resource('a')) !== undefined, stack.adopt('v', (v) => log.push('adopt ' + v)),
  stack.defer(() => log.push('defer')));
const moved = stack.move();
console.log(stack.disposed, moved.disposed);
stack.dispose();
moved[Symbol.dispose]();
moved.dispose();
console.log(log.join(), moved.disposed);
const failing = new DisposableStack();
failing.use(resource('first', true));
failing.use(resource('second', true));
failing.use(resource('third', true));
try {
  failing.dispose();
} catch (e) {
  console.log(e.name, e instanceof SuppressedError, e.error.message, e.suppressed.error.message,
    e.suppressed.suppressed.message);
}
try { failing.defer(() => {}); } catch (e) { console.log(e.name); }
for (const f of [() => new DisposableStack().use({}), () => new DisposableStack().use(1), () => DisposableStack(),
  () => new DisposableStack().defer(1)]) try {
  f();
} catch (e) {
  console.log(e.name);
}
const e = new SuppressedError(1, 2, 'text');
console.log(e.message, e.error, e.suppressed, Object.keys(e).length, SuppressedError.length, Error.isError(e),
  Error.isError({ __proto__: Error.prototype }));
console.log(Object.prototype.toString.call(stack),
  DisposableStack.prototype[Symbol.dispose] === DisposableStack.prototype.dispose);
const m = new Map([['a', 1]]);
console.log(m.getOrInsert('a', 2), m.getOrInsert('b', 3), m.getOrInsertComputed('c', (k) => k + k), [...m].join(' '));
console.log(Math.sumPrecise([1e20, 0.1, -1e20]), Object.is(Math.sumPrecise([]), -0), Math.f16round(1.337),
  escape('ä b€'), unescape('%E4%20b%u20AC%zz'), 'x'.anchor('"'), 'y'.bold());
