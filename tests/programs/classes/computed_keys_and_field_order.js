const log = [];
const key = (n) => (log.push(`eval ${n}`), { toString() {
  log.push(`convert ${n}`);
  return n;
} });
const val = (n) => (log.push(`value ${n}`), n);
class A {
  static [key('s1')] = val('s1');
  [key('i1')] = val('i1');
  [key('m1')]() {}
  static { log.push('block 1'); }
  static get [key('g1')]() { return 1; }
  [key('i2')] = (log.push(typeof this.i1), this.i1 + '!');
  static [key('s2')] = this.s1 + '?';
  static { log.push('block 2 ' + this.s2); }
  'constructor2' = 1;
  static async = 1; static get = 2; static set = 3; static static = 4; get; set; async
  ['x' + 1] = 5
}
console.log(log.splice(0).join('\n'));
const a = new A();
console.log(log.splice(0).join(), Object.keys(a).join(), Object.keys(A).join(), a.i2);

// What fields, blocks and keys see.
const outer = { name: 'outer', make() {
  return class {
    [`${this.name}_key`] = this.x;
    x = 1;
    y = () => this.x;
    static [(() => this.name)()] = 2;
    static self = this;
    static t = new.target;
    u = new.target;
    z = this.x;
  };
} };
const M = outer.make(), m = new M();
console.log(Object.keys(m).join(), m.y(), M.outer, M.self === M, M.t, m.u, m.z, m.outer_key);
class P { constructor() { this.seen = this.f; } f = 'P'; g() { return 'P.g'; } }
class Q extends P {
  f = 'Q';
  h = super.g();
  arrow = () => super.g();
  constructor() {
    const s = () => super();
    s();
    this.after = this.f;
  }
}
const q = new Q();
console.log(q.seen, q.f, q.after, q.h, q.arrow());
class D { get x() { return 'getter'; } }
class E extends D { x = 'own'; }
console.log(new E().x, Object.hasOwn(new E(), 'x'));
try {
  new (class { constructor() { Object.preventExtensions(this); } x = 1; })().x;
  console.log('field before');
} catch (e) {
  console.log(e.constructor.name);
}
try {
  new (class extends (class { constructor() { Object.preventExtensions(this); } }) { x = 1; })();
} catch (e) {
  console.log(e.constructor.name);
}
try { class X { static prototype2 = 1; static ['proto' + 'type'] = 1; } } catch (e) { console.log(e.constructor.name); }
try { class X { static ['proto' + 'type']() {} } } catch (e) { console.log(e.constructor.name); }

// The name of a class in its own parts.
try { class X extends X {} } catch (e) { console.log(e.constructor.name, e.message); }
try { class X { [X.name]() {} } } catch (e) { console.log(e.constructor.name, e.message); }
try { (class X { static [X] = 1; }); } catch (e) { console.log(e.constructor.name, e.message); }
try { class X extends (X = null, Object) {} } catch (e) { console.log(e.constructor.name, e.message); }
try { (class X { static { X = 1; } }); } catch (e) { console.log(e.constructor.name, e.message); }
class Kept { static self() { return Kept; } static f = Kept; static { log.push(Kept === this); } }
const kept = Kept;
Kept = null;
console.log(kept.self() === kept, kept.f === kept, log.splice(0).join());
{
  class Loop { m() { return Loop; } }
  let r = new Loop();
  Loop = 1;
  console.log(r.m() === r.constructor, Loop);
}

// Accessors merge with what was there; the last one wins.
class Merge {
  get a() { return 'get'; }
  set a(v) {}
  m() {}
  get m() { return 'getter'; }
  static get b() { return 1; }
  static b() {}
  get ['c']() { return 1; }
  set c(v) {}
}
const kinds = (o, k) => {
  const d = Object.getOwnPropertyDescriptor(o, k);
  return Object.keys(d).filter((x) => typeof d[x] === 'function').join('+') + d.enumerable;
};
console.log(kinds(Merge.prototype, 'a'), kinds(Merge.prototype, 'm'), kinds(Merge, 'b'), kinds(Merge.prototype, 'c'),
  Object.getOwnPropertyNames(Merge.prototype).join());
const obj = { get a() {
  return 1;
}, set a(v) {}, b: 1, get b() {
  return 2;
}, c() {}, c: 3, get d() {
  return 1;
}, d: 4, set e(v) {}, ['e']: 5 };
console.log(Object.keys(obj).map((k) => k + kinds(obj, k)).join());
console.log(Object.getOwnPropertyNames(class {
  static m() {}
}).join(), Object.getOwnPropertyNames(class {
  static name = 1;
  static length() {}
}).join(), Object.getOwnPropertyNames(class N {}.prototype).join());
