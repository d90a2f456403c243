class P {
  #a = 1;
  #b;
  static #count = 0;
  static #sm() { return 'sm' + P.#count; }
  #m(x) { return this.#a + x; }
  get #acc() { return 'acc' + this.#b; }
  set #acc(v) { this.#b = v * 2; }
  constructor(b) {
    this.#b = b;
    P.#count++;
  }
  run() {
    this.#acc = 5;
    this.#a += 2;
    this.#a++;
    --this.#a;
    return [this.#a, this.#m(10), this.#acc, P.#sm(), this.#m.name].join();
  }
  static is(o) { return #a in o; }
  static read(o) { return o.#a; }
  opt(o) { return o?.#a; }
  nested() { return class { get(o) { return o.#a; } }; }
  set a(v) {
    [this.#a, this.#b] = v;
    ({ x: this.#a } = { x: this.#a + 1 });
  }
  badWrite() { this.#m = 1; }
  swap(o) { [this.#a, o.#a] = [o.#a, this.#a]; }
}
const p = new P(3), q = new P(4);
console.log(p.run(), P.is(p), P.is({}), P.read(q), p.opt(null), new (p.nested())().get(q));
p.a = [10, 20];
console.log(P.read(p));
p.swap(q);
console.log(P.read(p), P.read(q), Object.keys(p).length, JSON.stringify(p));
for (const f of [() => P.read({}), () => p.badWrite(), () => P.is(1)]) try {
  f();
} catch (e) {
  console.log(e.name);
}
class G {
  #x;
  get x() { return this.#x; }
  static set(o, v) { o.#x = v; }
}
const g = new G();
G.set(g, 'v');
console.log(g.x);
class Ret {
  constructor(o) { return o; }
}
class Stamp extends Ret {
  #s = 'stamped';
  static of(o) { return o.#s; }
}
const plain = {};
new Stamp(plain);
console.log(Stamp.of(plain));
try {
  new Stamp(plain);
} catch (e) {
  console.log(e.name);
}
class RO {
  get #r() { return 1; }
  w() { this.#r = 2; }
}
try {
  new RO().w();
} catch (e) {
  console.log(e.name);
}
class WO {
  set #w(v) {}
  r() { return this.#w; }
}
try {
  new WO().r();
} catch (e) {
  console.log(e.name);
}
class S {
  static #p = 1;
  static get() { return this.#p; }
}
class T extends S {}
try {
  T.get();
} catch (e) {
  console.log(e.name, S.get());
}
