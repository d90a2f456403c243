// The callee itself, or the receiver and key of a method call, may come from a yield; `this` stays right.
function* g() {
  const a = (yield 'fn')(1, 2);
  const b = (yield 'obj').m(3);
  const c = (yield 'obj')[yield 'key'](yield 'arg');
  const d = new (yield 'class')(yield 'ctor arg');
  return [a, b, c, d.v].join('|');
}
const obj = { tag: 'T', m(x) { return this.tag + x; }, n(x) { return this.tag + 'n' + x; } };
class K { constructor(v) { this.v = 'K' + v; } }
const it = g();
let r = it.next();
const answers = { fn: (a, b) => a + b, obj, key: 'n', arg: 9, class: K, 'ctor arg': 5 };
while (!r.done) {
  console.log('asked', r.value);
  r = it.next(answers[r.value]);
}
console.log(r.value);
function* bad() { try { (yield 1)(); } catch (e) { return e instanceof TypeError; } }
const ib = bad();
ib.next();
console.log(ib.next(42).value);
