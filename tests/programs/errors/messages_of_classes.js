// What errors of classes and private members say: as in Node.
'use strict';
function show(label, run) {
  try {
    run();
    console.log(`${label}  ->  no error`);
  } catch (error) {
    console.log(`${label}  ->  ${error.name}: ${error.message}`);
  }
}
const nothing = undefined;
const five = 5;
const plain = { b: {}, n: 5, s: 'text', u: undefined, z: null };
const list = [1, 2, 3];
const symbol = Symbol('mark');
const key = 'k';
const frozen = Object.freeze({ a: 1, list: 1 });
function f() {}
class F {}
console.log('classes');
show('class extends 5', () => { class A extends 5 {} });
show('class extends five', () => { class A extends five {} });
show('class extends nothing', () => { class A extends nothing {} });
show('class extends plain.n', () => { class A extends plain.n {} });
show('class extends {}', () => { class A extends {} {} });
show('class extends f()', () => { class A extends f() {} });
show('class extends badPrototype', () => {
  const g = function () {};
  g.prototype = 5;
  class A extends g {}
});
show('class extends symbol', () => { class A extends symbol {} });
show('class extends text', () => { class A extends 'text' {} });
show('super() missing', () => {
  class A extends F { constructor() {} }
  new A();
});
show('this before super()', () => {
  class A extends F { constructor() { this.x = 1; } }
  new A();
});
show('super() twice', () => {
  class A extends F { constructor() {
    super();
    super();
  } }
  new A();
});
show('derived returns 5', () => {
  class A extends F { constructor() { return 5; } }
  new A();
});
show('extends null, super()', () => {
  class A extends null { constructor() { super(); } }
  new A();
});
show('extends null', () => {
  class A extends null {}
  new A();
});
show('super.m()', () => {
  class A extends F { m() { super.m(); } }
  new A().m();
});
show('super.m.x', () => {
  class A extends F { m() { super.m.x; } }
  new A().m();
});
show('super[key]()', () => {
  class A extends F { m() { super[key](); } }
  new A().m();
});
show('super[symbol]()', () => {
  class A extends F { m() { super[symbol](); } }
  new A().m();
});
show('super.x() of object', () => ({ m() { super.x(); } }).m());
show('super.toString.x()', () => ({ m() { super.toString.x(); } }).m());
show('super.x of null prototype', () => ({ __proto__: null, m() { return super.x; } }).m());
show('super.x = 1 of null prototype', () => ({ __proto__: null, m() { super.x = 1; } }).m());
show('super.x() of null prototype', () => ({ __proto__: null, m() { super.x(); } }).m());
show('super.x = 1 frozen', () => Object.freeze({ m() { super.x = 1; } }).m());
show('static super.m()', () => {
  class A extends F { static m() { super.n(); } }
  A.m();
});
show('new super.x()', () => ({ m() { new super.x(); } }).m());
show('delete super.x', () => ({ m() { delete super.x; } }).m());
show('static prototype', () => { class A { static ['prototype']() {} } });
class P {
  #field = 1;
  #method() {}
  get #getter() { return 1; }
  set #setter(v) {}
  static read(o) { return o.#field; }
  static write(o) { o.#field = 1; }
  static call(o) { o.#method(); }
  static callField(o) { o.#field(); }
  static readSetter(o) { return o.#setter; }
  static writeGetter(o) { o.#getter = 1; }
  static writeMethod(o) { o.#method = 1; }
  static readGetter(o) { return o.#getter; }
  static writeSetter(o) { o.#setter = 1; }
  static has(o) { return #field in o; }
  static optional(o) { return o?.#field.x.y; }
  static increment(o) { o.#field++; }
  static chain(o) { return o.b.#field; }
}
show('o.#field of {}', () => P.read({}));
show('o.#field of nothing', () => P.read(nothing));
show('o.#field of null', () => P.read(null));
show('o.#field of 5', () => P.read(5));
show('o.#field = 1 of {}', () => P.write({}));
show('o.#field = 1 of nothing', () => P.write(nothing));
show('o.#field = 1 of 5', () => P.write(5));
show('o.#method() of {}', () => P.call({}));
show('o.#field()', () => P.callField(new P()));
show('o.#setter', () => P.readSetter(new P()));
show('o.#getter = 1', () => P.writeGetter(new P()));
show('o.#method = 1', () => P.writeMethod(new P()));
show('o.#getter of {}', () => P.readGetter({}));
show('o.#setter = 1 of {}', () => P.writeSetter({}));
show('#field in 5', () => P.has(5));
show('#field in nothing', () => P.has(nothing));
show('o?.#field.x.y', () => P.optional(new P()));
show('o.#field++ of {}', () => P.increment({}));
show('o.b.#field', () => P.chain(plain));
show('o.b.#field of nothing', () => P.chain({}));
show('field twice', () => {
  class B { constructor(o) { return o; } }
  class C extends B { #a = 1; }
  const o = {};
  new C(o);
  new C(o);
});
show('method twice', () => {
  class B { constructor(o) { return o; } }
  class C extends B { #a() {} }
  const o = {};
  new C(o);
  new C(o);
});
show('static #x of derived', () => {
  class A { static #x = 1; static m() { return this.#x; } }
  class B extends A {}
  B.m();
});
