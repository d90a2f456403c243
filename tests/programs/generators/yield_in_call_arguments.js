// Arguments are evaluated left to right; a yield between them keeps the ones already evaluated.
function show(...xs) { return xs.map((x) => typeof x + ':' + String(x)).join(' '); }
const trace = [];
function note(x) {
  trace.push(x);
  return x;
}
function* g() {
  const r = show(note(1), yield 'a', note(2.5), yield 'b', note('s'), (yield 'c') + (yield 'd'), note(true));
  return r;
}
const it = g();
console.log(it.next('ignored').value, trace.join());
console.log(it.next(10).value, trace.join());
console.log(it.next('x').value, trace.join());
console.log(it.next(3).value, trace.join());
console.log(it.next(4).value, trace.join());
const o = { k: 7, m(a, b) { return this.k * 100 + a * 10 + b; } };
function* h() { return o.m(yield 1, yield 2); }
const ih = h();
ih.next();
ih.next(4);
console.log(ih.next(5).value);
function* n() { return new Pair(yield 'l', yield 'r'); }
class Pair { constructor(a, b) { this.text = `<${a},${b}>`; } }
const ip = n();
ip.next();
ip.next('L');
console.log(ip.next('R').value.text);
function* nested() { return show(show(yield 1, show(yield 2)), yield 3); }
const ne = nested();
ne.next();
ne.next('p');
ne.next('q');
console.log(ne.next('r').value);
