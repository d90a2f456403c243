const log = [];
function* naturals() {
  let n = 0;
  try { for (;;) {
    log.push('n' + n);
    yield n++;
  } } finally { log.push('closed naturals'); }
}
function* map(it, f) {
  let i = 0;
  for (const x of it) yield f(x, i++);
}
function* filter(it, p) { for (const x of it) if (p(x)) yield x; }
function* take(it, n) {
  if (n <= 0) return;
  for (const x of it) {
    yield x;
    if (--n === 0) return;
  }
}
function* drop(it, n) { for (const x of it) if (n > 0) n--; else yield x; }
function* takeWhile(it, p) { for (const x of it) {
  if (!p(x)) return;
  yield x;
} }
function* flatMap(it, f) { for (const x of it) yield* f(x); }
function* zip(...its) {
  const is = its.map((i) => i[Symbol.iterator]());
  for (;;) {
    const rs = is.map((i) => i.next());
    if (rs.some((r) => r.done)) {
      is.forEach((i, k) => { if (!rs[k].done) i.return?.(); });
      return;
    }
    yield rs.map((r) => r.value);
  }
}
function* scan(it, f, acc) { for (const x of it) yield acc = f(acc, x); }
function reduce(it, f, acc) {
  for (const x of it) acc = f(acc, x);
  return acc;
}
console.log([...take(filter(map(naturals(), (x) => x * x), (x) => x % 2), 3)].join());
console.log(log.join(' '));
log.length = 0;
console.log([...takeWhile(scan(drop(naturals(), 3), (a, b) => a + b, 0), (x) => x < 50)].join());
console.log(log.join(' '));
log.length = 0;
console.log([...zip(naturals(), 'abc', flatMap([1, 2], (x) => [x, x]))].map((z) => z.join(':')).join(' '));
console.log(log.join(' '));
log.length = 0;
console.log(reduce(take(map(naturals(), Math.sqrt), 5), (a, b) => a + b, 0).toFixed(4), [...take([], 3)].length,
  [...take(naturals(), 0)].length);
log.length = 0;
let first;
for (first of filter(naturals(), (x) => x > 3)) break;
console.log(first, log.at(-1));
