const fact = (n) => n <= 1 ? 1 : n * fact(n - 1);
const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2);
const ack = (m, n) => m === 0 ? n + 1 : n === 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
console.log(fact(10), fact(25), fib(20), ack(2, 3));
function even(n) {
  return n === 0 ? true : odd(n - 1);
}
function odd(n) {
  return n === 0 ? false : even(n - 1);
}
console.log(even(500), odd(7));
const gcd = (a, b) => b ? gcd(b, a % b) : a;
console.log(gcd(1071, 462));
function hanoi(n, a, b, c) {
  return n === 0 ? 0 : hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a);
}
console.log(hanoi(10, 'a', 'b', 'c'));
const flatten = (x) => Array.isArray(x) ? x.reduce((a, y) => a.concat(flatten(y)), []) : [x];
console.log(flatten([1, [2, [3, [4]], 5]]).join());
const depth = (o) => typeof o === 'object' && o ? 1 + Math.max(0, ...Object.values(o).map(depth)) : 0;
console.log(depth({ a: { b: { c: 1 } }, d: [] }));
function down(n) {
  return n ? down(n - 1) + 1 : 0;
}
console.log(down(3000));
let boom = 0;
function inf() {
  boom++;
  return inf() + 1;
}
try {
  inf();
} catch (e) {
  console.log(e instanceof RangeError, boom > 500);
}
const memo = ((m = {}) => function f(n) {
  return n in m ? m[n] : (m[n] = n < 2 ? n : f(n - 1) + f(n - 2));
})();
console.log(memo(80));
const pow = (b, e) => e === 0 ? 1 : e % 2 ? b * pow(b, e - 1) : pow(b * b, e / 2);
console.log(pow(2, 30), pow(1.5, 5));
// gc-period: 499
