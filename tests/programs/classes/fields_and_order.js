const log = [];
const t = (x) => {
  log.push(x);
  return x;
};
class A {
  [t('k1')] = t('v1');
  static [t('ks')] = t('vs');
  a = t('a');
  b = this.a + 'b';
  'q r' = 1;
  5 = 'five';
  u;
  f = () => this.a;
  static s = A === undefined ? 0 : this === A;
  constructor() {
    t('ctor');
    this.c = Object.keys(this).join();
  }
}
console.log(log.join());
log.length = 0;
const o = new A();
console.log(log.join(), o.c, o.b, o.f(), 'u' in o, A.s);
class B extends A {
  a = t('Ba');
  d = this.b;
  constructor() {
    t('before super');
    super();
    t('after super');
  }
}
log.length = 0;
const b = new B();
console.log(log.join(), b.a, b.d, b.f());
class D {
  set x(v) { log.push('setter'); }
}
class E extends D {
  x = 1;
}
log.length = 0;
console.log(new E().x, log.length);
class Arg {
  n = typeof arguments_;
}
try {
  console.log(new Arg().n);
} catch (e) {
  console.log(e.name);
}
class Thrower {
  a = (() => { throw new Error('field'); })();
}
try {
  new Thrower();
} catch (e) {
  console.log(e.message);
}
