class Node { constructor(k, l = null, r = null) {
  this.k = k;
  this.l = l;
  this.r = r;
}
  *[Symbol.iterator]() {
    if (this.l) yield* this.l;
    yield this.k;
    if (this.r) yield* this.r;
  }
  *pre(d = 0) {
    yield [d, this.k];
    yield* this.l?.pre(d + 1) ?? [];
    yield* this.r?.pre(d + 1) ?? [];
  }
  *post() {
    let n = 1;
    if (this.l) n += yield* this.l.post();
    if (this.r) n += yield* this.r.post();
    yield this.k + '#' + n;
    return n;
  } }
function build(lo, hi) {
  if (lo > hi) return null;
  const m = (lo + hi) >> 1;
  return new Node(m, build(lo, m - 1), build(m + 1, hi));
}
const t = build(1, 15);
console.log([...t].join());
for (const [d, k] of t.pre()) console.log(' '.repeat(d * 2) + k);
console.log([...t.post()].join(' '));
for (const k of t) {
  if (k > 5) break;
  console.log(k);
}
function* same(a, b) { const x = a[Symbol.iterator](), y = b[Symbol.iterator]();
  for (;;) {
    const p = x.next(), q = y.next();
    yield [p.value, q.value];
    if (p.done !== q.done || p.value !== q.value) return false;
    if (p.done) return true;
  } }
const s = same(t, build(1, 15));
let r;
do r = s.next(); while (!r.done);
console.log(r.value);
const s2 = same(t, build(1, 14));
let n = 0;
do {
  r = s2.next();
  n++;
} while (!r.done);
console.log(r.value, n);
