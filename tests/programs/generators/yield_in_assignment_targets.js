// The reference is evaluated before the right-hand side: base and key are held across the yield.
const a = { n: 'a', v: 1 }, b = { n: 'b', v: 100 };
let cur = a;
function* g() {
  cur.v += yield 'x';
  cur['v'] = (yield 'y') + cur.v;
  (yield 'obj')[yield 'key'] = yield 'val';
  (yield 'obj2').v++;
  --(yield 'obj3')['v'];
  cur.w = cur.u = yield 'chain';
}
const it = g();
it.next();
cur = b;
it.next(10);
cur = a;
console.log(a.v, b.v);
it.next(5);
console.log(a.v, b.v);
it.next(a);
it.next('dyn');
it.next('set');
console.log(a.dyn);
it.next(b);
it.next(b);
it.next('both');
console.log(a.v, b.v, a.w, a.u, b.w);
let n = 1;
function* h() {
  n += yield;
  n = n * (yield);
  return n;
}
const ih = h();
ih.next();
n = 50;
ih.next(1);
console.log(n);
n = 7;
console.log(ih.next(3).value, n);
