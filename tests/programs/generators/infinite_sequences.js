function* fib(a = 0, b = 1) { while (true) {
  yield a;
  [a, b] = [b, a + b];
} }
function* primes() {
  const seen = [];
  for (let n = 2; ; n++) { if (seen.every((p) => n % p)) {
    seen.push(n);
    yield n;
  } }
}
function* collatz(n) {
  while (n !== 1) {
    yield n;
    n = n % 2 ? 3 * n + 1 : n / 2;
  }
  yield 1;
}
function* lcg(seed) { for (;;) yield (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff); }
const out = [];
for (const f of fib()) {
  if (f > 1000) break;
  out.push(f);
}
console.log(out.join());
const p = primes();
console.log(Array.from({ length: 20 }, () => p.next().value).join());
console.log([...collatz(27)].length, Math.max(...collatz(27)));
const r = lcg(42);
console.log(r.next().value, r.next().value, r.next().value);
for (const f of fib()) if (f > Number.MAX_SAFE_INTEGER) {
  console.log(f);
  break;
}
let n = 0;
for (const f of fib()) {
  n++;
  if (f === Infinity) break;
}
console.log(n);
function* cycle(xs) {
  for (;;) yield* xs;
}
let s = '';
for (const c of cycle('xyz')) {
  s += c;
  if (s.length === 10) break;
}
console.log(s);
function* digits(x) { do {
  yield x % 10;
  x = Math.floor(x / 10);
} while (x); }
console.log([...digits(9072)].join());
