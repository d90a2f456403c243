const show = (d) => d && Object.entries(d).map(([k, v]) => k + ':' + (typeof v === 'function' ? 'fn' : v)).join(' ');
const o = {};
Object.defineProperty(o, 'a', { value: 1 });
Object.defineProperties(o,
  { b: { get: () => 2, configurable: true }, c: { value: 3, writable: true, enumerable: true } });
for (const k of ['a', 'b', 'c', 'zz']) console.log(k, show(Object.getOwnPropertyDescriptor(o, k)));
const t = (f) => {
  try {
    f();
    return 'ok';
  } catch (e) { return e.name; }
};
console.log(t(() => {
  o.a = 2;
}), t(() => {
  o.b = 1;
}), t(() => {
  delete o.a;
}), t(() => {
  delete o.b;
}), t(() => Object.defineProperty(o, 'a', { value: 1 })), t(() => Object.defineProperty(o, 'a', { value: 2 })),
  t(() => Object.defineProperty(o, 'x', { get() {}, value: 1 })),
    t(() => Object.defineProperty(o, 'c', { get: () => 'now accessor' })),
      t(() => Object.defineProperty(o, 'c', { writable: false })));
console.log(JSON.stringify(o), Object.keys(o).join(), o.propertyIsEnumerable('a'), Object.hasOwn(o, 'a'));
