// Ints, doubles, strings, objects, booleans, undefined, functions: all live across three yields and changed in between.
function* g(p, q) {
  let i = 1, j = -2147483648, d = 0.5, e = -0, nan = NaN, s = 'str', t = `t${p}`, b = true, c = false, u, n = null,
    o = { k: 1 }, a = [1, 2], f = () => i, sym = Symbol('s'), big = 2 ** 53;
  const show = () =>
    [i, j, d, Object.is(e, -0), nan, s, t, b, c, u, n, o.k, a.length, f(), String(sym), big, q].map(String).join(' ');
  const r1 = yield show();
  i += 1;
  j -= 1;
  d *= 3;
  s += r1;
  b = !b;
  o.k++;
  a.push(i);
  u = r1;
  big += 1;
  const r2 = yield show();
  i = 'now a string';
  j = j | 0;
  e = 0;
  c = c || r2;
  n = o;
  o = { k: 'new' };
  d = d | 0;
  nan = 1;
  const r3 = yield show() + (n.k === 2);
  return [i, j, d, e, nan, s, t, b, c, u, typeof n, o.k, a.join('+'), r1, r2, r3].join(' ');
}
const x = g(1, 'Q'), y = g('other', 2.5);
console.log(x.next().value);
console.log(y.next().value);
console.log(x.next('one').value);
console.log(x.next('two').value);
console.log(y.next(7).value);
console.log(x.next('three').value);
console.log(y.next(8).value);
console.log(y.next(9).value);
function* overflow() {
  let i = 2147483646;
  for (let k = 0; k < 3; k++) {
    i++;
    yield i;
  }
  let m = 65536;
  yield m * m;
  let z = 0;
  z = -z;
  yield Object.is(z, -0);
  let h = 7;
  h /= 2;
  yield h;
  yield h >> 0;
}
console.log([...overflow()].join());
