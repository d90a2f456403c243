function f(...a) { return a.length + ':' + a.join('-'); }
function* g() { return f(0, ...(yield 'x'), yield 'y', ...[1, yield 'z'], ...(yield 'w')); }
const it = g();
console.log(it.next().value, it.next([7, 8]).value, it.next('Y').value, it.next('Z').value);
console.log(it.next(new Set(['s', 't', 's'])).value);
function* src() {
  const got = yield 1;
  yield got ?? 'none';
}
function* h() { return Math.max(...src2(), yield 0, ...(yield 1)); }
function* src2() {
  yield 3;
  yield 9;
}
const ih = h();
ih.next();
ih.next(4);
console.log(ih.next([11, 2]).value);
console.log(f(...src(), ...src()));
