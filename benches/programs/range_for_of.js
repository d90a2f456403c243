// for-of over a local generator: what fusion and the direct resume ABI are for.
const N = 3e7;
function* range(lo, hi) { for (let i = lo; i < hi; i++) yield i; }
let sum = 0;
for (const x of range(0, N)) sum = (sum + x) | 0;
console.log('range_for_of', sum);
