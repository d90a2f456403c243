// `next` of generators is replaced: on the object, on the prototype of its function, on %GeneratorPrototype%; before a site has run and
// after; by accessors; and put back.
const proto = Object.getPrototypeOf(Object.getPrototypeOf((function* () {})()));
const intrinsic = proto.next;
function* count() {
  let i = 0;
  for (;;) i += (yield i) ?? 1;
}
function* other() {
  for (;;) yield 'other';
}
const fake = (text) => () => ({ value: text, done: 'maybe' });
function step(it, v) {
  const r = it.next(v);
  return `${r.value} ${r.done}`;
}
function fresh(it) {
  const { done, value } = it.next();
  return `${value} ${done}`;
}
function sum(it, n, change) {
  let out = '';
  for (let i = 0; i < n; i++) {
    if (i === n - 2) change();
    const r = it.next();
    out = r.value + (r.done ? '!' : '');
  }
  return out;
}

// Before the site has run.
proto.next = fake('patched first');
console.log(fresh(count()));
proto.next = intrinsic;
console.log(fresh(count()));

// After it has run often.
const g = count();
for (let i = 0; i < 100; i++) step(g);
console.log(step(g));
proto.next = fake('patched later');
console.log(step(g), '-', step(other()));
proto.next = intrinsic;
console.log(step(g), '-', step(other()));
g.next = fake('own');
console.log(step(g), '-', step(count()));
g.next = function (v) {
  const r = intrinsic.call(this, v);
  return { value: [r.value, r.done].join(), done: r.done };
};
console.log(step(g), '-', step(g, 5));
delete g.next;
console.log(step(g), step(g, 10));
count.prototype.next = fake('of the function');
console.log(step(g), '-', step(other()));
delete count.prototype.next;
Object.defineProperty(proto, 'next', {
  configurable: true,
  get() {
    return this === g ? fake('by a getter') : intrinsic;
  },
});
console.log(step(g), '-', step(other()));
Object.defineProperty(proto, 'next', { value: intrinsic, writable: true, configurable: true, enumerable: false });
console.log(step(g), '-', step(other()));
Object.setPrototypeOf(g, { next: fake('another prototype') });
console.log(step(g), '-', step(count()));
Object.setPrototypeOf(g, count.prototype);
console.log(step(g));
Object.setPrototypeOf(g, null);
try {
  step(g);
} catch (e) {
  console.log(e.name, e.message);
}
delete proto.next;
try {
  step(other());
} catch (e) {
  console.log(e.name, e.message);
}
proto.next = intrinsic;

// While the loop runs.
console.log(sum(count(), 40, () => (proto.next = fake('in the loop'))));
proto.next = intrinsic;
console.log(sum(count(), 40, () => {}));
// By the generator itself, which goes on to its end as it began.
function* changes() {
  yield 1;
  proto.next = fake('by itself');
  yield 2;
  proto.next = intrinsic;
  yield 3;
}
const c = changes();
console.log(step(c), '-', step(c), '-', step(c), '-', intrinsic.call(c).value, '-', step(c));
// Arguments are evaluated after `next` is read.
const h = count();
const r = h.next((proto.next = fake('too late')));
console.log(r.value, r.done);
proto.next = intrinsic;
