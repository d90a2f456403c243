// map, filter and take in a chain.
const N = 4e6;
function* naturals() { for (let i = 0; ; i++) yield i; }
function* map(it, f) { for (const x of it) yield f(x); }
function* filter(it, p) { for (const x of it) if (p(x)) yield x; }
function* take(it, n) { let i = 0; for (const x of it) { if (i++ >= n) return; yield x; } }
let sum = 0;
for (const x of take(filter(map(naturals(), (x) => x * 3 + 1), (x) => (x & 1) === 0), N)) sum = (sum + x) | 0;
console.log('pipeline', sum);
