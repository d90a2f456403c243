function* inner(n) {
  const got = yield n;
  return 'ret' + n + got;
}
function* g() {
  const a = yield* inner(1);
  const b = yield* inner(2);
  return a + ' ' + b + ' ' + (yield* inner(3)) + (yield* inner(4));
}
const it = g();
console.log(it.next('x').value, it.next('a').value, it.next('b').value, it.next('c').value,
  JSON.stringify(it.next('d')));
function* expr() { return [yield* inner(1), (yield* inner(2)) + 1, `${yield* inner(3)}`].join('|'); }
const e = expr();
e.next();
e.next('p');
e.next('q');
console.log(e.next('r').value);
function* noYield() { return 42; }
function* h() { return (yield* noYield()) + (yield* noYield()); }
console.log(JSON.stringify(h().next()));
function* passthrough() { return yield* yield* two(); }
function* two() {
  yield 'first';
  return ['second', 'third'];
}
console.log([...passthrough()].join());
