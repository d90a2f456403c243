// yield* hands the inner result object itself to the caller of next(): no re-wrapping, `value` is not read while not done.
let reads = [];
const results = [];
const inner = { [Symbol.iterator]() { return this; }, n: 0,
  next(v) {
    const n = ++this.n;
    const r = { get done() {
      reads.push('done' + n);
      return n > 2;
    }, get value() {
      reads.push('value' + n);
      return 'v' + n;
    }, id: n };
    results.push(r);
    return r;
  } };
function* g() {
  const r = yield* inner;
  reads.push('resumed');
  return r;
}
const it = g();
const r1 = it.next();
console.log(r1 === results[0], r1.id, reads.join());
reads = [];
const r2 = it.next();
console.log(r2 === results[1], reads.join());
reads = [];
const r3 = it.next();
console.log(r3 === results[2], reads.join(), JSON.stringify(r3));
function* bad() {
  try { yield* { [Symbol.iterator]() { return { next() { return 7; } }; } }; } catch (e) { return e.name; }
}
console.log(bad().next().value);
function* once() {
  yield* { [Symbol.iterator]() {
    return { get next() {
      console.log('next read once');
      return () => ({ done: (this.k = (this.k ?? 0) + 1) > 3, value: this.k });
    } };
  } };
}
console.log([...once()].join());
