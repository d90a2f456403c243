// Generators consumed by spread, destructuring and Array.from.
const N = 500000;
function* triple(n) { yield n; yield n + 1; yield n * 2; }
let sum = 0;
for (let i = 0; i < N; i++) {
  const [a, b] = triple(i);
  const all = [...triple(i), ...triple(a)];
  const copy = Array.from(triple(b));
  sum = (sum + a + b + all.length + all[2] + copy[2]) | 0;
}
console.log('spread_destructure', sum);
