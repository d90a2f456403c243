// Copies and lists of own properties while getters, setters and traps change them.
const show = (...v) => console.log(...v);
const s1 = Symbol('s1'), s2 = Symbol('s2');
const source = { [s1]: 1, b: 2, 10: 3, a: 4, 2: 5, [s2]: 6 };
show(Reflect.ownKeys({ ...source }), Reflect.ownKeys(Object.assign({}, source)), Object.entries(source), Object.values(source), Object.keys(source));
Object.defineProperty(source, 'hidden', { value: 7, enumerable: false });
Object.defineProperty(source, 'got', { get() { return 8; }, enumerable: true });
show({ ...source }, Object.entries(source).length);
const list = (make) => {
  const done = [];
  for (const [name, f] of Object.entries({ spread: (o) => ({ ...o }), assign: (o) => Object.assign({}, o), entries: Object.entries, values: Object.values, rest: ({ a, ...rest }) => rest, keys: Object.keys })) done.push(name, JSON.stringify(f(make())));
  show(...done);
};
list(() => ({ a: 1, b: 2 }));
list(() => ({ get a() { delete this.b; return 1; }, b: 2, c: 3 }));
list(() => ({ get a() { this.z = 1; this.c = 'new'; return 1; }, b: 2, c: 3 }));
list(() => ({ get a() { Object.defineProperty(this, 'b', { enumerable: false }); return 1; }, b: 2, c: 3 }));
list(() => Object.defineProperty({ get a() { Object.defineProperty(this, 'b', { enumerable: true }); return 1; }, c: 3 }, 'b', { value: 2, configurable: true }));
list(() => ({ get a() { Object.defineProperty(this, 'c', { get: () => 'turned', enumerable: true }); return 1; }, b: 2, c: 3 }));
list(() => ({ get a() { Object.setPrototypeOf(this, { c: 'inherited' }); delete this.c; return 1; }, b: 2, c: 3 }));
list(() => Object.assign([1, , 3], { a: 1, x: 2 }));
list(() => Object('ab'));
list(() => Object.assign(function f() {}, { a: 1, b: 2 }));
list(() => Object.freeze({ a: 1, b: 2 }));
list(() => { const o = {}; for (let i = 0; i < 140; i++) o[`p${i}`] = i % 3; return o; });
list(() => Object.assign(new Uint8Array(2), { a: 1, x: 2 }));
list(() => new Error('not enumerable'));
list(() => Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true } }));
list(() => (function () { return arguments; })(1, 2));
const log = [];
const traps = { ownKeys(t) { log.push('keys'); return Reflect.ownKeys(t); }, getOwnPropertyDescriptor(t, k) { log.push(`own ${String(k)}`); return Reflect.getOwnPropertyDescriptor(t, k); }, get(t, k) { log.push(`get ${String(k)}`); return t[k]; } };
for (const f of [(o) => ({ ...o }), (o) => Object.assign({}, o), Object.entries, ({ a, ...rest }) => rest]) {
  log.length = 0;
  f(new Proxy({ a: 1, [s1]: 2 }, traps));
  show(log.join());
}
// Setters of the target that change the source.
const from = { a: 1, b: 2, c: 3 };
show(Object.assign({ set a(v) { delete from.b; from.c = 'late'; } }, from), from);
const self = { a: 1, b: 2 };
show(Object.assign(self, self, null, undefined, 'xy', [9]), { ...null, ...undefined, ...'xy', ...[9], ...5 });
const { k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, ...others } = Object.fromEntries(Array.from({ length: 14 }, (_, i) => [`k${i}`, i]));
show(others, k9);
const { 1: one, ['b']: bee, [s1]: sym, ...left } = { 1: 'one', 2: 'two', b: 'b', c: 'c', [s1]: 's', [s2]: 't' };
show(left, one, bee, sym);
show(Object.fromEntries([['a', 1], ['b', 2], ['a', 3], [1, 4], ['__proto__', 5], [s1, 6]]));
Object.defineProperty(Object.prototype, 'trap', { set() { throw new Error('called'); }, configurable: true });
show({ ...{ trap: 1 } }, Object.fromEntries([['trap', 2]]));
delete Object.prototype.trap;
for (const key in Object.create({ b: 1, a: 2, 3: 0 }, { a: { value: 1, enumerable: false }, c: { value: 1, enumerable: true } })) show(key);
