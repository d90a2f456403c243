class T {
  #c = 0;
  get f() { return this.#c * 1.8 + 32; }
  set f(v) { this.#c = (v - 32) / 1.8; }
  get c() { return this.#c; }
  static get unit() { return 'C'; }
  get [`comp${1}`]() { return 'computed'; }
}
const t = new T();
t.f = 212;
console.log(t.c, t.f, T.unit, t.comp1);
t.f += 18;
console.log(t.c.toFixed(2));
t.f++;
try {
  t.c = 5;
} catch (e) {
  console.log(e.name);
}
const d = Object.getOwnPropertyDescriptor(T.prototype, 'f');
console.log(typeof d.get, typeof d.set, d.enumerable, d.configurable, d.get.name);
const o = { _v: 1, get v() {
  return this._v;
}, set v(x) {
  this._v = x * 2;
} };
o.v = 5;
o.v ||= 9;
o.v &&= 3;
console.log(o.v, Object.keys(o).join());
class S extends T {
  get f() { return 'S' + super.f; }
}
const s = new S();
try {
  s.f = 1;
} catch (e) {
  console.log(e.name);
}
console.log(s.f, 'f' in s, Object.hasOwn(s, 'f'));
const r = Object.create(o);
r.v = 7;
console.log(o._v, r._v, Object.hasOwn(r, 'v'));
class G {
  get x() { throw new RangeError('getter'); }
}
try {
  new G().x;
} catch (e) {
  console.log(e.message);
}
