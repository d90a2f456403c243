const compose = (...fs) => (x) => fs.reduceRight((v, f) => f(v), x);
const curry = (f, ...a) => a.length >= f.length ? f(...a) : (...b) => curry(f, ...a, ...b);
const flip = (f) => (a, b) => f(b, a);
console.log(compose((x) => x + 1, (x) => x * 2)(5), curry((a, b, c) => a + b + c)(1)(2, 3),
  curry((a, b) => a - b)(10)(3), flip((a, b) => a - b)(1, 5));
const memoize = (f) => {
  const m = new Map();
  return (x) => m.has(x) ? m.get(x) : (m.set(x, f(x)), m.get(x));
};
let c = 0;
const sq = memoize((x) => {
  c++;
  return x * x;
});
console.log(sq(4), sq(4), sq(5), c);
const pipe = (x, ...fs) => fs.reduce((a, f) => f(a), x);
console.log(pipe([3, 1, 2], (a) => a.toSorted(), (a) => a.join('')));
const church = { zero: (f) => (x) => x, succ: (n) => (f) => (x) => f(n(f)(x)),
  add: (a) => (b) => (f) => (x) => a(f)(b(f)(x)), num: (n) => n((x) => x + 1)(0) };
const two = church.succ(church.succ(church.zero));
console.log(church.num(church.add(two)(two)));
const Y = (f) => ((x) => x(x))((x) => f((y) => x(x)(y)));
console.log(Y((self) => (n) => n ? n * self(n - 1) : 1)(6));
const tap = [];
const trace = (name, f) => (...a) => {
  tap.push(`${name}(${a})`);
  const r = f(...a);
  tap.push(`=${r}`);
  return r;
};
const add = trace('add', (a, b) => a + b), mul = trace('mul', (a, b) => a * b);
add(mul(2, 3), 4);
console.log(tap.join(' '));
console.log([1, 2, 3].map(String).map(Number).filter(Boolean).length, ['1', '2', '3'].map(parseInt).join());
const unary = (f) => (x) => f(x);
console.log(['1', '2', '3'].map(unary(parseInt)).join());
