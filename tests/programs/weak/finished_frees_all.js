// A generator that has finished, by whatever way, keeps nothing.
function* g(o) {
  try {
    yield new WeakRef(o);
    yield o;
  } finally {
    o.seen = true;
  }
}
function ways() {
  return [(it) => it.return(1), (it) => { try { it.throw(1); } catch {} }, (it) => { it.next(); it.next(); }];
}
for (const end of ways()) {
  const it = g({});
  const ref = it.next().value;
  gc();
  const before = ref.deref() !== undefined;
  end(it);
  gc();
  console.log(before, ref.deref());
}
