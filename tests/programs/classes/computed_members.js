let n = 0;
const k = () => 'k' + ++n;
const sym = Symbol('sym');
class A {
  [k()]() { return 1; }
  static [k()]() { return 2; }
  get [k()]() { return 3; }
  [k()] = 4;
  [sym] = 'symfield';
  *[k()]() { yield 5; }
  ['con' + 'structor2']() { return 6; }
  [1 + 1]() { return 'two'; }
  static ['na' + 'me'] = 'Named';
}
const a = new A();
console.log(a.k1(), A.k2(), a.k3, a.k4, a[sym], [...a.k5()].join(), a.constructor2(), a[2](), A.name, n);
console.log(Object.getOwnPropertyNames(A.prototype).join(), A.prototype.k1.name, A.prototype[2].name);
try {
  class X { static ['proto' + 'type']() {} }
} catch (e) {
  console.log(e.name);
}
const key = { toString() {
  n++;
  return 'obj';
} };
class B {
  [key] = 1;
}
new B();
console.log(Object.keys(new B()).join(), n);
try {
  class C { [(() => { throw new Error('key'); })()]() {} }
} catch (e) {
  console.log(e.message);
}
