let x = 1;
const rnd = () => (x = (x * 48271) % 2147483647);
const a = Array.from({ length: 30000 }, rnd);
const s = a.toSorted((p, q) => p - q);
console.log(s.every((v, i) => !i || s[i - 1] <= v), s[0], s.at(-1), a[0]);
const recs = Array.from({ length: 5000 }, (_, i) => ({ k: rnd() % 10, i }));
recs.sort((p, q) => p.k - q.k);
console.log(recs.every((r, i) => !i || recs[i - 1].k < r.k || (recs[i - 1].k === r.k && recs[i - 1].i < r.i)));
const quick = (v) =>
  v.length < 2 ? v : [...quick(v.slice(1).filter((y) => y < v[0])), v[0],
    ...quick(v.slice(1).filter((y) => y >= v[0]))];
console.log(quick(a.slice(0, 3000)).join() === a.slice(0, 3000).sort((p, q) => p - q).join());
const words = Array.from({ length: 2000 }, () => (rnd() % 46656).toString(36));
words.sort();
console.log(words[0], words[1999], [10, 9, 1].sort().join(), [3, undefined, 1, , 2].sort().length);
let cmp = 0;
[5, 4, 3, 2, 1].sort((p, q) => {
  cmp++;
  return p - q;
});
console.log(cmp > 3);
try {
  [2, 1].sort(() => { throw new Error('cmp'); });
} catch (e) {
  console.log(e.message);
}
try {
  [1].sort(5);
} catch (e) {
  console.log(e.name);
}
// gc-period: 499
