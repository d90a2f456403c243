// Closures over variables that change: counters, memory, composition.
function counter(step) {
  let count = 0;
  return { up: () => (count += step), down: () => (count -= step), read: () => count };
}
function memoized(f) {
  const known = new Map();
  return (n) => { let v = known.get(n); if (v === undefined) known.set(n, (v = f(n))); return v; };
}
const compose = (...fs) => (x) => { for (const f of fs) x = f(x); return x; };
const counters = [1, 2, 3, 5, 7].map(counter);
const squares = memoized((n) => n * n);
const pipeline = compose((x) => x + 1, (x) => x * 3, (x) => x % 1009, squares);
let sum = 0;
for (let i = 0; i < 1000000; i++) {
  const c = counters[i % 5];
  c.up();
  if (i % 4 === 0) c.down();
  sum = (sum + c.read() + pipeline(i)) % 1000003;
}
const makers = [];
for (let i = 0; i < 1000; i++) makers.push((n) => n + i);
for (let i = 0; i < 1000; i++) for (const f of makers) sum = (sum + f(i)) % 1000003;
console.log('closures', sum);
