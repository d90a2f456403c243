function counter(n = 0) { return { inc: () => ++n, dec: () => --n, set: (v) => { n = v; }, get n() { return n; } }; }
const a = counter(), b = counter(10);
a.inc();
a.inc();
b.dec();
console.log(a.n, b.n);
a.set('x');
console.log(a.n + b.n, a.inc());
function once(f) {
  let done = false, v;
  return (...args) => done ? v : (done = true, v = f(...args));
}
let calls = 0;
const o = once((x) => {
  calls++;
  return x * 2;
});
console.log(o(4), o(5), calls);
const adders = [];
for (var i = 0; i < 3; i++) {
  let j = i;
  adders.push((x) => x + i * 10 + j);
}
console.log(adders.map((f) => f(1)).join());
function chain() {
  let s = '';
  const api = { add(x) {
    s += x;
    return api;
  }, end: () => s };
  return api;
}
console.log(chain().add('a').add(1).add(true).end());
let shared = 1;
const get = () => shared;
{
  let shared = 2;
  console.log(get(), shared);
}
shared = 3;
console.log(get());
