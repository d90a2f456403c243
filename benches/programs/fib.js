// Calls of a known function.
const N = 38;
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
console.log('fib', fib(N));
