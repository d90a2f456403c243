let it;
function* g(op) {
  const out = [];
  for (const m of ['next', 'throw', 'return']) {
    try {
      it[m]('x');
      out.push('no error');
    } catch (e) { out.push(m + ':' + e.name); }
  }
  yield out.join();
  return 'still fine';
}
it = g();
console.log(it.next().value, it.next().value, it.next().done);
function* viaGetter() {
  const o = { get x() { return it.next(); } };
  try { yield o.x; } catch (e) { yield e.name; }
}
it = viaGetter();
console.log(it.next().value);
function* viaSpread() { try { yield [...it]; } catch (e) { yield e.name; } }
it = viaSpread();
console.log(it.next().value);
function* viaDelegate() {
  try { yield* it; } catch (e) { yield e.name; }
  yield 'alive';
}
it = viaDelegate();
console.log(it.next().value, it.next().value);
function* a() { yield* b(); }
function* b() { try { it.next(); } catch (e) { yield 'inner saw ' + e.name; } }
it = a();
console.log(it.next().value, it.next().done);
function* uncaught() {
  it.next();
}
it = uncaught();
try {
  it.next();
} catch (e) {
  console.log(e.name, it.next().done);
}
function* inFinally() {
  try { yield 1; } finally { try { it.return(); } catch (e) { console.log('finally', e.name); } }
}
it = inFinally();
it.next();
console.log(JSON.stringify(it.return('ok')));
