function* g() {
  let n = 0;
  while (n < 5) { try {
    n++;
    yield 'y' + n;
  } catch (e) { yield 'c' + e + n; } }
  return n;
}
const it = g();
console.log(it.next().value, it.throw('a').value, it.next().value, it.next().value, it.throw('b').value);
try { it.throw('escapes'); } catch (e) { console.log('out', e); }
console.log(JSON.stringify(it.next()));
for (const v of [undefined, null, 0, '', NaN, Symbol.iterator, {}]) {
  const x = g();
  x.next();
  console.log(String(x.throw(v).value === 'c' + (typeof v === 'symbol' ? '' : v) + 1 || typeof v));
  break;
}
function* keep() {
  const seen = [];
  for (;;) {
    try { seen.push(yield seen.length); } catch (e) {
      if (e === 'dump') return seen.join();
      seen.push('E' + e);
    }
  }
}
const k = keep();
k.next();
k.next('a');
k.throw('x');
k.next('b');
console.log(k.throw('dump').value);
function* rethrow() {
  try { yield; } catch (e) {
    e.count = (e.count ?? 0) + 1;
    throw e;
  }
}
let e = new Error('same object');
for (let i = 0; i < 3; i++) {
  const r = rethrow();
  r.next();
  try { r.throw(e); } catch (x) { console.log(x === e, x.count); }
}
function* inExpr() {
  const r = [1, (() => { try { return 'arrow'; } finally { } })(), yield 2].join();
  return r;
}
const ie = inExpr();
ie.next();
try {
  ie.throw(7);
} catch (x) {
  console.log(x);
}
