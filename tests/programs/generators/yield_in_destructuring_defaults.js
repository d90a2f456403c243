function* g(src) {
  const { a = yield 'a', b: { c = yield 'c' } = yield 'b', [yield 'key']: d = yield 'd', ...rest } = src;
  const [x = yield 'x', [y = yield 'y'] = yield 'inner', ...[z = yield 'z']] = yield 'array';
  return [a, c, d, JSON.stringify(rest), x, y, z].join(' ');
}
function run(src, answers) {
  const it = g(src), asked = [];
  let r = it.next();
  while (!r.done) {
    asked.push(r.value);
    r = it.next(answers[r.value]);
  }
  console.log(asked.join(), '=>', r.value);
}
const answers = { a: 'A', b: { q: 1 }, c: 'C', key: 'dd', d: 'D', array: [], x: 'X', inner: [], y: 'Y', z: 'Z' };
run({}, answers);
run({ a: 1, b: { c: 2 }, dd: 3, e: 4, f: 5 }, { ...answers, array: [6, [7], 8] });
run({ a: null, b: {}, dd: undefined, e: 0 }, { ...answers, array: [undefined, undefined, undefined] });
function* assign() {
  const o = {};
  let p;
  ({ q: o.r = yield 1, s: o[yield 2] = yield 3, t: p = yield 4 } = {});
  [o.u = yield 5, o[yield 6]] = [undefined, 'second'];
  return JSON.stringify(o) + p;
}
const it = assign();
it.next();
for (const v of ['R', 'S', 'SV', 'P', 'U']) it.next(v);
console.log(it.next('V').value);
