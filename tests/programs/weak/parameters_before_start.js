// Before the first next, the frame holds the parameters that the body will read, and no others.
function* g(used, unused) {
  yield used.n;
}
let refs;
const it = (() => {
  const used = { n: 1 };
  const unused = { n: 2 };
  refs = [new WeakRef(used), new WeakRef(unused)];
  return g(used, unused);
})();
gc();
console.log(refs.map((r) => r.deref()?.n));
console.log(it.next().value);
gc();
console.log(refs.map((r) => r.deref()?.n));
