// A chain of filters, one for each prime found.
const LIMIT = 30000;
function* from(n) { while (true) yield n++; }
function* without(source, p) { for (const n of source) if (n % p !== 0) yield n; }
function* primes() { let source = from(2); while (true) { const p = source.next().value; yield p; source = without(source, p); } }
let count = 0, sum = 0;
for (const p of primes()) { if (p > LIMIT) break; count++; sum = (sum + p) | 0; }
console.log('sieve_generators', count, sum);
