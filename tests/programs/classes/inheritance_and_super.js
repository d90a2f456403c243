class A {
  constructor(x) { this.x = x; }
  hi() { return 'A' + this.x; }
  static make(...a) { return new this(...a); }
  get g() { return 'g' + this.x; }
  set g(v) { this.x = v; }
  static st() { return 'A.st'; }
}
class B extends A {
  hi() { return 'B' + super.hi(); }
  get g() { return 'B' + super.g; }
  set g(v) { super.g = v + '!'; }
  static st() { return super.st() + '>B'; }
  arrow() { return [1].map(() => super.hi())[0]; }
  key(k) { return super[k](); }
  put() {
    super.newProp = 1;
    return Object.hasOwn(this, 'newProp');
  }
}
class C extends B {}
const c = C.make(7);
console.log(c.hi(), c.g, C.st(), c.arrow(), c.key('hi'), c.put(), c.constructor.name, c instanceof A);
c.g = 1;
console.log(c.x, c.g);
class N extends null {
  static s() { return 's'; }
}
console.log(N.s(), Object.getPrototypeOf(N.prototype));
try {
  new N();
} catch (e) {
  console.log(e.name);
}
class D extends A {
  constructor() {
    try { this.x; } catch (e) { D.err = e.name; }
    super(1);
  }
}
new D();
console.log(D.err);
class E extends A {
  constructor() {
    super(1);
    super(2);
  }
}
try {
  new E();
} catch (e) {
  console.log(e.name);
}
class F extends A {
  constructor() { return { own: 1 }; }
}
console.log(new F().own);
class G extends A {
  constructor() { }
}
try {
  new G();
} catch (e) {
  console.log(e.name);
}
class H extends A {
  constructor() {
    super();
    return 1;
  }
}
try {
  new H();
} catch (e) {
  console.log(e.name);
}
class I extends A {
  constructor() {
    const f = () => super('arrow');
    f();
  }
}
console.log(new I().x);
Object.setPrototypeOf(B.prototype, { hi() {
  return 'swapped';
} });
console.log(c.hi());
try {
  A();
} catch (e) {
  console.log(e.name);
}
for (const bad of [undefined, 5, {}, () => 1]) try {
  class X extends bad {}
} catch (e) {
  console.log(e.name);
}
