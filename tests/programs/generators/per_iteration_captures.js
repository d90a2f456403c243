// Each iteration has its own binding, also when the closure and the loop body change it across a yield.
function* g() {
  const fs = [];
  for (let i = 0; i < 3; i++) {
    fs.push(() => i, (v) => { i = v; });
    i += yield i;
    fs.push(() => 'late ' + i);
  }
  return fs;
}
let it = g();
it.next();
it.next(0);
it.next(0);
const fs = it.next(0).value;
console.log(fs.filter((_, k) => k % 3 !== 1).map((f) => f()).join());
fs[1](50);
console.log(fs[0](), fs[2](), fs[3]());
function* h() { for (const x of ['a', 'b', 'c']) {
  let y = x;
  yield [() => x + y, (v) => { y = v; }];
  y += '!';
} }
const pairs = [];
for (const [get, set] of h()) {
  pairs.push(get);
  if (get() === 'bb') set('B');
}
console.log(pairs.map((f) => f()).join());
function* w() {
  let k = 0;
  while (k < 3) {
    let c = k * 10;
    const f = () => c++;
    yield f;
    k++;
    yield c;
  }
}
console.log([...w()].map((v) => typeof v === 'function' ? 'f' + v() + v() : v).join());
function* inn() { for (const key in { p: 1, q: 2 }) yield () => key; }
console.log([...inn()].map((f) => f()).join());
function* shared() {
  let n = 0;
  yield { inc: () => ++n, get: () => n };
  n += 100;
  yield;
  n += 1000;
  return n;
}
const s = shared();
const { inc, get } = s.next().value;
inc();
s.next();
inc();
console.log(get(), s.next().value, inc());
function* cond() { for (let i = 0, f = () => i; i < 2; i++) { yield f; } }
console.log([...cond()].map((f) => f()).join());
