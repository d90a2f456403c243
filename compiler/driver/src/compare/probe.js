// What one resumption costs: the difference of a long and a short loop.
function* pulled(n, seed) {
  let x = seed;
  for (let i = 0; i < n; i++) {
    x = (x * 31 + i) | 0;
    yield x;
  }
}
function byForOf(n) {
  let sum = 0;
  for (const x of pulled(n, 1)) sum = (sum + x) | 0;
  return sum;
}
// Two kinds of iterator come by, so nothing is known of this one.
const makers = [(n) => pulled(n, 1), (n) => new Array(n).keys()];
function byNext(n, kind) {
  const iterator = makers[kind](n);
  let sum = 0;
  for (let step = iterator.next(); !step.done; step = iterator.next()) sum = (sum + step.value) | 0;
  return sum;
}
const SHORT = 5000;
const LONG = 45000;
// The quickest of many, which other work of the machine and the collector disturbed least.
function least(pull, n) {
  let ms = Infinity;
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    pull(n, 0);
    ms = Math.min(ms, performance.now() - start);
  }
  return ms;
}
function cost(pull) {
  return ((least(pull, LONG) - least(pull, SHORT)) * 1e6) / (LONG - SHORT);
}
byNext(10, 1);
console.log(JSON.stringify({ for_of_ns: cost(byForOf), next_ns: cost(byNext) }));
