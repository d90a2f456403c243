// BigInts that fit a word, and some that do not.
let a = 0n, b = 1n, hash = 0xcbf29ce484222325n;
const MASK = (1n << 64n) - 1n;
for (let i = 0; i < 100000; i++) hash = ((hash ^ BigInt(i & 255)) * 0x100000001b3n) & MASK;
for (let i = 0; i < 5000; i++) [a, b] = [b, a + b];
let factorial = 1n;
for (let i = 2n; i <= 600n; i++) factorial *= i;
let count = 0n;
for (let i = 0n; i < 200000n; i++) if (i % 7n === 3n) count += i;
console.log('bigints', hash, a % 1000000007n, factorial.toString().length, count);
