const t = (f) => {
  try {
    f();
    return 'no error';
  } catch (e) { return e.name; }
};
const o = {};
console.log([() => null.x, () => undefined.x, () => null[0], () => o.f(), () => o.a.b, () => (1)(), () => new 5,
  () => new (() => 1), () => Symbol() + 1, () => `${Symbol()}`, () => +Symbol(), () => new Symbol(), () => 1 in 2,
    () => ({}) instanceof 5, () => ({}) instanceof ({}), () => {
  null.x = 1;
}, () => {
  'abc'.length = 1;
}, () => {
  'abc'[0] = 'x';
}, () => {
  (5).x = 1;
}, () => {
  Object.freeze([]).push(1);
}, () => {
  [].length = -1;
}, () => new Array(-1), () => 'x'.repeat(-1), () => (1).toFixed(101), () => (1).toString(1),
  () => Object.defineProperty(Object.freeze({}), 'a', {}), () => {
  const [a] = {};
}, () => {
  const { a } = null;
}, () => [...1], () => new Map([1]), () => [].reduce((a) => a), () => JSON.parse('{'),
  () => Object.setPrototypeOf(Object.preventExtensions({}), {}), () => undefinedName, () => {
  class A { constructor() { this.x; } }
  A();
}, () => [].at.call(null), () => ''.trim.call(undefined), () => Map.prototype.get.call({}, 1), () => Object.create(1),
  () => {
  delete Object.freeze({ a: 1 }).a;
}, () => structuredCloneMissing(), () => 'a'.normalize('x'), () => String.fromCodePoint(-1), () => null.f(),
  () => undefined?.x.y.z, () => {
  const a = Object.freeze({ b: 1 });
  a.b = 2;
}, () => new WeakMap().set(1, 1), () => new WeakSet().add('s'), () => ({ get a() {
  return 1;
} }).a = 2].map(t).join(' '));
