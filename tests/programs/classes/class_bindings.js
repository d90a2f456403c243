try {
  new L();
} catch (e) {
  console.log(e.name);
}
class L {}
const E = class Inner {
  static self() { return Inner === E; }
  static rename() { try { Inner = 1; } catch (e) { return e.name; } }
};
console.log(E.self(), E.rename(), typeof Inner, E.name);
class M {
  static m() { return M; }
}
const N = M;
{
  class M { static m() { return 'shadow'; } }
  console.log(M.m());
}
console.log(N.m() === M);
let R = class {};
const old = R;
R = null;
console.log(old.name, R);
class T {
  static a = 1;
  b() { return T.a; }
}
const t = new T();
console.log(t.b(), typeof T, T.prototype.constructor === T);
const d = Object.getOwnPropertyDescriptor(T, 'prototype');
console.log(d.writable, d.enumerable, d.configurable, Object.keys(T.prototype).length);
try {
  class X extends X {}
} catch (e) {
  console.log(e.name);
}
try {
  T.prototype.b.call(undefined);
  console.log('ok');
} catch (e) {
  console.log(e.name);
}
console.log([class {}, class Z {}].map((c) => c.name || 'anon').join(), (class {
  static x = 1;
}).x);
try {
  new t.b();
} catch (e) {
  console.log(e.name);
}
