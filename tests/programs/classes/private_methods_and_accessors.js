class A {
  #m() { return `m ${this.id}`; }
  get #g() { return `g ${this.id}`; }
  set #s(v) { this.got = v; }
  get #both() { return this.v ?? 0; }
  set #both(v) { this.v = v; }
  *#gen() { yield* [this.id, this.#m()]; }
  static #sm(x) { return [this === A, x].join(); }
  static get #sg() { return 'sg'; }
  static #count = 0;
  static {
    A.#count += 10;
    this.#count++;
  }
  id = 'A' + ++A.#count;
  arrow = () => this.#m();
  fields = [typeof this.#m, this.#g];
  static has(o) { return #m in o && #both in o; }
  static call(o) { return [o.#m(), o.#g, [...o.#gen()], o.#m.name, o?.#m?.()].join('|'); }
  static own() { return A.#sm(1) + this.#sm(2) + A.#sg; }
  write() {
    this.#s = 1;
    this.#both += 5;
    this.#both++;
    this.#both ||= 9;
    this.#both &&= this.#both * 2;
    [this.#both, ...this.rest] = [this.#both + 1, 2, 3];
    return [this.got, this.#both, this.rest].join();
  }
  wrong(how) {
    switch (how) {
      case 'method': this.#m = 1; break;
      case 'getter': this.#g = 1; break;
      case 'setter': return this.#s;
      case 'compound': this.#m += 1; break;
      case 'destructured': [this.#g] = [1]; break;
      case 'logical': return (this.#m ||= 1) === this.#m;
      case 'foreign': return ({}).#m;
      case 'primitive': return (1).#m;
      case 'null': return null.#m;
      case 'in': return #m in 1;
    }
  }
}
const a = new A();
console.log(A.call(a), a.arrow(), a.fields.join(), a.write(), A.own());
for (const how of ['method', 'getter', 'setter', 'compound', 'destructured', 'logical', 'foreign', 'primitive',
  'null', 'in'])
  try { console.log(how, a.wrong(how)); } catch (e) { console.log(how, e.constructor.name); }
console.log(A.has(a), A.has({}), Object.keys(a).join(), Reflect.ownKeys(A).join());

// Methods are there before fields; each evaluation of a class has names of its own.
const make = (n) => class {
  #x = n;
  before = this.#late();
  #late() { return this.#x; }
  static read(o) { return o.#x; }
  static is(o) { return #x in o; }
};
const [B, C] = [make(1), make(2)];
const b = new B();
console.log(B.read(b), B.is(b), C.is(b), b.before, new C().before);
try { C.read(b); } catch (e) { console.log(e.constructor.name); }

// The constructor of a superclass may return any object, which gets the fields.
class Stamp extends (function (o) { return o; }) { #brand = 1; #n() {} static is(o) { return #brand in o; } }
const target = Object.freeze({}), other = {};
new Stamp(other);
console.log(Stamp.is(other), Stamp.is(target), Object.keys(other).length);
try { new Stamp(other); } catch (e) { console.log(e.constructor.name); }
console.log(Stamp.is(new Stamp([])));

// Nested classes see the outer names, and shadow them.
class Outer {
  #a = 'outer a';
  #b = 'outer b';
  in() {
    const o = this;
    return new (class { #a = 'inner a'; get() { return [this.#a, o.#b, #a in o].join(); } })().get();
  }
}
console.log(new Outer().in());
class Heir extends (class {
  #h = 1;
  static h(o) { return o.#h; }
}) {
  #h = 2;
  both() { return [this.#h, Heir.h(this)].join(); }
}
console.log(new Heir().both());
