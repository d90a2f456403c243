// 1000 nested yield*: values, sends, throw and return reach the innermost; results come back out.
let opened = 0, closed = 0;
function* deep(n) {
  opened++;
  try {
    if (n === 0) {
      let got = yield 'bottom';
      try { while (got !== 'end') got = yield 'echo ' + got; } catch (e) { yield 'bottom caught ' + e; }
      return 0;
    }
    return 1 + (yield* deep(n - 1));
  } finally {
    closed++;
  }
}
let it = deep(1000);
console.log(it.next().value, opened, closed, it.next('hi').value, it.next('again').value, it.next('end').value, closed);
it = deep(1000);
it.next();
it.next('warm');
console.log(it.throw('T').value, it.next().done, closed);
it = deep(1000);
it.next();
console.log(JSON.stringify(it.return('early')), closed, opened);
let s = 0;
function* many(n) {
  if (n) yield* many(n - 1);
  yield n;
}
for (const x of many(200)) s += x;
console.log(s);
function* list(xs, i = 0) {
  if (i < xs.length) {
    yield xs[i];
    yield* list(xs, i + 1);
  }
}
console.log([...list([...'right recursion'])].join(''));
let loops = 0;
const big = deep(500);
big.next();
for (let i = 0; i < 2000; i++) loops += big.next(i).value.length;
console.log(loops);
// gc-period: 499
