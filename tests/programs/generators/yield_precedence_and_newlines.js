// `yield` binds loosely; without operand at a line end it yields undefined.
function* g() {
  const a = yield
  const b = yield 1 + 2;
  const c = yield 1, d = yield 2;
  const e = (yield, yield 'seq');
  const f = [yield, yield];
  const h = yield a ? 'A' : 'notA';
  const i = yield (x => x * 2)(21);
  const j = yield () => b;
  return [a, b, c, d, e, f.join('+'), h, i, typeof j].join(' ');
}
const it = g();
let r = it.next(), n = 0;
const seen = [];
while (!r.done) {
  seen.push(typeof r.value === 'function' ? r.value() : String(r.value));
  r = it.next(n++);
}
console.log(seen.join(' '));
console.log(r.value);
