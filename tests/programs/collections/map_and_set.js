const m = new Map([[1, 'n'], ['1', 's'], [NaN, 'nan'], [-0, 'zero']]);
const k = {};
m.set(k, 'obj').set(undefined, 'u').set(null, 'nl');
console.log(m.size, m.get(1), m.get('1'), m.get(NaN), m.get(0), m.get(k), m.get({}), m.get(undefined), m.has(null),
  Object.is([...m.keys()][3], 0));
console.log(m.delete(1), m.delete(1), m.size, [...m.values()].join());
m.set('1', 'updated');
console.log([...m][0].join(), [...m.entries()].length);
m.forEach((v, key, self) => {
  if (typeof key === 'string') console.log(key, v, self === m);
});
m.clear();
console.log(m.size, [...m].length);
const s = new Set('hello');
console.log(s.size, [...s].join(''), s.add('z') === s, s.has('h'), s.delete('l'), [...s.entries()][0].join());
const it = s.values();
it.next();
s.delete('e');
s.add('new');
console.log([...it].join(), it.next().done);
try {
  Map();
} catch (e) {
  console.log(e.name);
}
const big = new Map();
for (let i = 0; i < 20000; i++) big.set(i % 5000, (big.get(i % 5000) ?? 0) + i);
console.log(big.size, big.get(4999), [...big.keys()].slice(0, 3).join());
const del = new Set();
for (let i = 0; i < 10000; i++) {
  del.add(i);
  if (i >= 10) del.delete(i - 10);
}
console.log(del.size, [...del][0]);
// gc-period: 499
