function* range(lo, hi, step = 1) { for (let i = lo; step > 0 ? i < hi : i > hi; i += step) yield i; }
let s = 0;
for (const x of range(0, 100000)) s += x;
console.log(s);
s = 0;
for (const x of range(0, 1, 0.1)) s += x;
console.log(s, [...range(5, 0, -2)].join(), [...range(2147483646, 2147483650)].join());
function* squares(n) {
  let i = 0;
  while (i < n) {
    yield i * i;
    i++;
  }
}
console.log([...squares(5)].join());
s = 0;
for (const q of squares(70000)) s = q;
console.log(s);
function* mix() {
  let x = 1;
  yield x;
  x = x / 2;
  yield x;
  x = x * 4;
  yield x | 0;
  x = x ** 31;
  yield x;
  x = ~~x;
  yield x;
  x = x >>> 1;
  yield x;
  yield -x;
  yield x % -3;
  yield 5 % x;
}
console.log([...mix()].join());
function* nest(n) {
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) yield i * n + j;
}
s = 0;
for (const v of nest(200)) s = (s * 33 + v) % 65521;
console.log(s);
function* bits(n) { while (n) {
  yield n & 1;
  n >>>= 1;
} }
console.log([...bits(-1)].length, [...bits(10)].join(''));
function* sieve(n) {
  const c = new Array(n).fill(false);
  for (let i = 2; i < n; i++) {
    if (c[i]) continue;
    yield i;
    for (let j = i * i; j < n; j += i) c[j] = true;
  }
}
let cnt = 0;
for (const p of sieve(20000)) cnt++;
console.log(cnt);
// gc-period: 499
