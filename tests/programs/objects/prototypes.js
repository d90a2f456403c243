const base = { hi() {
  return 'base ' + this.n;
}, n: 'B' };
const mid = Object.create(base, { n: { value: 'M', enumerable: true, writable: true } });
const leaf = { __proto__: mid, n: 'L' };
console.log(leaf.hi(), mid.hi(), base.isPrototypeOf(leaf), Object.getPrototypeOf(leaf) === mid);
delete leaf.n;
console.log(leaf.hi());
Object.setPrototypeOf(leaf, { hi: () => 'other' });
console.log(leaf.hi(), leaf.n);
const n = Object.create(null);
n.x = 1;
console.log('toString' in n, n.x, Object.getPrototypeOf(n));
try {
  Object.setPrototypeOf(base, mid);
} catch (e) {
  console.log(e.name);
}
const p = {};
p.__proto__ = base;
console.log(p.n, Object.keys(p).length, { '__proto__': base }.n, { ['__proto__']: 5 }.__proto__,
  Object.hasOwn({ ['__proto__']: 5 }, '__proto__'));
for (let i = 0; i < 3; i++) {
  const q = Object.create(i === 1 ? { v: 'changed' } : { v: i });
  console.log(q.v);
}
