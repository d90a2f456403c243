// Map with number and string keys, Set with deletions.
const N = 400000;
const m = new Map(), words = new Map(), s = new Set();
for (let i = 0; i < N; i++) {
  const k = Math.imul(i, 2654435761) >>> 8;
  m.set(k, (m.get(k) ?? 0) + 1);
  const w = 'w' + (k % 5000);
  words.set(w, (words.get(w) ?? 0) + i);
  s.add(i % 70001);
  if (i % 3 === 0) s.delete((i * 7) % 70001);
}
let sum = 0;
for (const [k, v] of m) sum = (sum + k * v) % 1000003;
for (const v of words.values()) sum = (sum + v) % 1000003;
console.log('map_set', m.size, words.size, s.size, sum);
