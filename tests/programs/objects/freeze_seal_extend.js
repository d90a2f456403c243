const t = (f) => {
  try {
    f();
    return 'ok';
  } catch (e) { return e.name; }
};
for (const [n, f] of [['none', (o) => o], ['prevent', Object.preventExtensions], ['seal', Object.seal],
  ['freeze', Object.freeze]]) {
  const o = f({ a: 1, n: { d: 1 } });
  console.log(n, t(() => {
    o.a = 2;
  }), t(() => {
    o.z = 1;
  }), t(() => {
    delete o.a;
  }), t(() => {
    o.n.d = 2;
  }), Object.isExtensible(o), Object.isSealed(o), Object.isFrozen(o));
}
const arr = Object.freeze([1, 2]);
console.log(t(() => arr.push(3)), t(() => arr.sort()), t(() => {
  arr[0] = 1;
}), arr.map((x) => x + 1).join(), Object.isFrozen('prim'), Object.isFrozen({}),
  Object.isFrozen(Object.preventExtensions({})));
