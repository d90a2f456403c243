// Short for-of loops left early: each runs a finally block of the generator.
const N = 3e6;
let closed = 0;
function* guarded(n) { try { for (let i = n; ; i++) yield i; } finally { closed++; } }
let sum = 0;
for (let i = 0; i < N; i++) for (const x of guarded(i)) { sum = (sum + x) | 0; if ((x & 3) === 0) break; }
console.log('try_finally', closed, sum);
