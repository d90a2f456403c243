// What one resumption costs: the difference of a long and a short loop, the least of several.
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
const SHORT = 50000;
const LONG = 550000;
function time(pull, n) {
  const start = performance.now();
  pull(n, 0);
  return performance.now() - start;
}
function cost(pull) {
  let least = Infinity;
  for (let i = 0; i < 7; i++) {
    const short = time(pull, SHORT);
    const long = time(pull, LONG);
    const ns = ((long - short) * 1e6) / (LONG - SHORT);
    if (ns > 0 && ns < least) least = ns;
  }
  return least;
}
byNext(10, 1);
console.log(JSON.stringify({ for_of_ns: cost(byForOf), next_ns: cost(byNext) }));
