function F() {
  return new.target === F;
}
class A {
  constructor() {
    this.nt = new.target.name;
    this.arrow = (() => new.target === this.constructor)();
  }
  static s() { return new.target; }
  m() { return new.target; }
  f = new.target;
}
class B extends A {}
console.log(new A().nt, new B().nt, new B().arrow, A.s(), new A().m(), new A().f);
function G() {
  if (!new.target) return new G();
  this.ok = true;
}
console.log(G().ok, new G().ok);
class Abs {
  constructor() { if (new.target === Abs) throw new TypeError('abstract'); }
}
try {
  new Abs();
} catch (e) {
  console.log(e.message);
}
class Con extends Abs {}
console.log(new Con() instanceof Abs);
function H() {
  this.t = typeof new.target;
}
console.log(new H().t, H.call(Object.create(null)));
const BH = H.bind();
console.log(new BH().t);
function inner() {
  return new.target;
}
function Outer() {
  this.i = inner();
}
console.log(new Outer().i);
