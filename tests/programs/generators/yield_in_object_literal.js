// Object literals: values, computed keys, methods, getters under computed keys, spread.
function* g() {
  return {
    a: yield 'a',
    [yield 'k1']: yield 'v1',
    [(yield 'k2') + '!']() { return 'method'; },
    get [yield 'k3']() { return 'getter'; },
    ...(yield 'spread'),
    z: (yield 'z1') ?? (yield 'z2'),
  };
}
const it = g();
const sends = [undefined, 1, 'key', 2, 'meth', 'acc', { s: 5, a: 'over' }, null, 'last'];
let r;
for (const s of sends) {
  r = it.next(s);
  if (!r.done) console.log('->', r.value);
}
const o = r.value;
console.log(Object.keys(o).join());
console.log(o.a, o.key, o['meth!'](), o.acc, o.s, o.z);
function* order() {
  const seen = [];
  const key = (k) => ({ toString() {
    seen.push('key ' + k);
    return k;
  } });
  const o = { [key('x')]: (seen.push('val x'), yield 1), [key('y')]: (seen.push('val y'), yield 2) };
  return [seen, o];
}
const io = order();
io.next();
io.next('X');
const [seen, oo] = io.next('Y').value;
console.log(seen.join(';'), oo.x, oo.y);
