// A yield belongs to the nearest generator; arrows and functions in between run on their own stack.
function* g() {
  const xs = [1, 2, 3];
  const inner = function* () {
    for (const x of xs) yield x * 10;
    return 'inner end';
  };
  const arrow = (k) => [...inner()].map((x) => x + k);
  yield arrow(1).join();
  const obj = { *gen() { yield this.v; }, v: yield 'value for v' };
  yield* obj.gen();
  xs.forEach((x) => { xs[x - 1] = x + 0.5; });
  yield xs.join();
  return (yield* inner()) + inner().next().value;
}
const it = g();
const out = [];
let r = it.next('0');
while (!r.done) {
  out.push(String(r.value));
  r = it.next('V');
}
console.log(out.join(' / '), r.value);
function outer() {
  const log = [];
  function* a() {
    log.push('a1');
    yield* b();
    log.push('a2');
  }
  function* b() {
    log.push('b1');
    yield;
    log.push('b2');
  }
  const i = a();
  i.next();
  log.push('mid');
  i.next();
  return log.join();
}
console.log(outer());
const gens = [function* () {
  yield 1;
}, { *m() {
  yield 2;
} }.m, class {
  static *s() { yield 3; }
}.s];
console.log(gens.map((f) => f().next().value).join());
function* rec(n) {
  const self = rec;
  if (n > 0) {
    yield n;
    const sub = [...self(n - 1)];
    yield `[${sub}]`;
  }
}
console.log([...rec(3)].join(' '));
const Y = (function* fact(n) { return n <= 1 ? 1 : n * (yield* fact(n - 1)); });
console.log(Y(10).next().value);
