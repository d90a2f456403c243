const wm = new WeakMap(), k1 = {}, k2 = () => 1, k3 = [1];
wm.set(k1, 1).set(k2, 'f').set(k3, { self: k3 });
console.log(wm.get(k1), wm.get(k2), wm.get(k3).self === k3, wm.has({}), wm.get({}), wm.delete(k1), wm.delete(k1),
  wm.has(k1));
for (const bad of [1, 'a', null, undefined, true, Symbol.for('reg')]) {
  try {
    wm.set(bad, 1);
    console.log('ok');
  } catch (e) { console.log(e.name); }
}
console.log(wm.has(1), wm.get('x'), wm.delete(null));
const ws = new WeakSet([k1]);
console.log(ws.has(k1), ws.add(k2) === ws, ws.has(k2), ws.delete(k1), ws.has(k1), Object.prototype.toString.call(ws));
let n = 0;
for (let i = 0; i < 20000; i++) {
  const t = { i };
  wm.set(t, [i]);
  n += wm.get(t)[0] & 1;
}
console.log(n, wm.get(k2));
const priv = new WeakMap();
class C {
  constructor(v) { priv.set(this, v); }
  get v() { return priv.get(this); }
}
const cs = Array.from({ length: 100 }, (_, i) => new C(i));
console.log(cs.reduce((a, c) => a + c.v, 0));
// gc-period: 499
