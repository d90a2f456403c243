// The sieve of Eratosthenes as a chain of generators: each prime found adds one more filter.

function* from(n) {
  while (true) yield n++;
}

function* without(source, p) {
  for (const n of source) if (n % p !== 0) yield n;
}

function* primes() {
  let source = from(2);
  while (true) {
    const p = source.next().value;
    yield p;
    source = without(source, p);
  }
}

let line = '';
let count = 0;
let last = 0;
for (const p of primes()) {
  if (p > 1000) break;
  count++;
  last = p;
  line += String(p).padStart(5);
  if (count % 14 === 0) {
    console.log(line);
    line = '';
  }
}
console.log(line);
console.log(`${count} primes below 1000, the last is ${last}`);
