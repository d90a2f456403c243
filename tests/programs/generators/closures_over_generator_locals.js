function* counter(start) {
  let n = start;
  const api = { add(k) {
    n += k;
    return api;
  }, get value() { return n; } };
  for (;;) {
    const cmd = yield api;
    if (cmd === 'stop') return n;
    if (cmd === 'reset') n = start; else n++;
  }
}
const a = counter(10), b = counter(100);
const x = a.next().value, y = b.next().value;
x.add(5).add(1);
y.add(-1);
console.log(x.value, y.value);
a.next();
console.log(x.value);
a.next('reset');
console.log(x.value, y.value, JSON.stringify(a.next('stop')));
x.add(1);
console.log(x.value);
function* nested() {
  const outer = [];
  const gen = function* (tag) { while (true) { outer.push(tag + (yield outer.length)); } };
  const p = gen('p'), q = gen('q');
  p.next();
  q.next();
  p.next(1);
  q.next(2);
  yield p.next(3).value;
  return outer.join();
}
console.log([...nested()].join(), (() => {
  const it = nested();
  it.next();
  return it.next().value;
})());
function make() {
  let hidden = 0;
  return { *[Symbol.iterator]() { while (hidden < 3) yield hidden++; }, peek: () => hidden };
}
const m = make();
for (const v of m) { if (v === 1) break; }
console.log(m.peek(), [...m].join(), m.peek());
const arrows = (function* () {
  const f = () => this?.tag;
  yield f;
  yield f();
}).call({ tag: 'lexical this' });
console.log(arrows.next().value(), arrows.next().value);
