// The left operand is read before the yield; a later change of the variable must not be seen.
let x = 1;
function* g() {
  const a = x + (yield 'a');
  const b = (yield 'b') - x;
  const c = (yield 'c') * (yield 'd');
  const d = x + (yield 'e') + x;
  const e = `${x}` + (yield 'f') + x;
  const f = (yield 'g') < (yield 'h');
  const h = -(yield 'i');
  const i = !(yield 'j');
  const j = typeof (yield 'k');
  const k = (yield 'l') ** (yield 'm');
  const l = (yield 'n') in { p: 1 };
  const m = (yield 'o') instanceof (yield 'p');
  return [a, b, c, d, e, f, h, i, j, k, l, m];
}
const it = g();
const send = [undefined, 10, 20, 3, 4, 5, 'mid', 1, 2, 7, 0, null, 2, 10, 'p', [], Array];
let r;
for (const s of send) {
  r = it.next(s);
  x++;
}
console.log(r.done, r.value.map(String).join(' '));
