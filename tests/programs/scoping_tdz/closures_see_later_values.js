let n = 1;
const get = () => n, set = (v) => {
  n = v;
};
n = 2;
console.log(get());
set(3);
console.log(n);
const fs = [];
{
  let hidden = 0;
  fs.push(() => ++hidden, () => hidden);
}
fs[0]();
fs[0]();
console.log(fs[1]());
function outer() {
  const r = [];
  for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) r.push(() => i + '' + j);
  return r.map((f) => f()).join();
}
console.log(outer());
function mut() {
  let a = 1, b = 'x';
  const inc = () => {
    a += 0.5;
    b += a;
  };
  inc();
  a *= 2;
  inc();
  return a + b;
}
console.log(mut());
function deep() {
  let v = 0;
  return () => () => () => ++v;
}
const d = deep()();
console.log(d()(), d()(), deep()()()());
function params(p) {
  const s = (v) => { p = v; };
  s('set by closure');
  return p;
}
console.log(params('orig'));
const later = () => fn();
const fn = () => 'fn defined later';
console.log(later());
function rec() {
  const self = rec;
  return typeof self;
}
console.log(rec());
let cond;
if (n > 0) {
  let z = n;
  cond = () => z++;
}
cond();
console.log(cond());
