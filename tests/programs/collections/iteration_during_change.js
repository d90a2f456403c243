const m = new Map([['a', 1], ['b', 2], ['c', 3]]);
const seen = [];
m.forEach((v, k) => {
  seen.push(k);
  if (k === 'a') {
    m.delete('b');
    m.set('d', 4);
  }
  if (k === 'd') m.delete('a');
});
console.log(seen.join(), [...m.keys()].join());
const s = new Set([1]);
let n = 0;
for (const x of s) {
  if (n++ > 5) break;
  s.delete(x);
  s.add(x + 1);
}
console.log([...s].join(), n);
const it = m.entries();
it.next();
m.clear();
m.set('z', 26);
console.log(JSON.stringify(it.next()), it.next().done);
m.set('late', 1);
console.log(it.next().done);
const g = new Map();
for (const w of ['ab', 'c', 'de', 'f']) {
  const k = w.length;
  g.has(k) ? g.get(k).push(w) : g.set(k, [w]);
}
console.log([...g].map(([k, v]) => k + '=' + v).join(' '));
