// Twelve locals of mixed kinds live across three yields.
const N = 1.2e6;
function* mixed(seed) {
  let i = seed, j = 1, k = -1, l = 0;
  let x = 0.5, y = 1.5, z = seed / 3;
  let s = 'ab', flag = true, none = null, o = { v: seed }, f = () => j;
  for (;;) {
    i = (i + j) | 0; x += y; yield i + x;
    j = (j * 5 + k) & 1023; z = z * 0.75 + x; flag = !flag; yield flag ? z : s.length;
    k = l - j; l = (l + f()) & 255; y = y > 1e6 ? 1 : y + 0.25; o.v = (o.v + l) | 0; yield o.v + (none === null ? 1 : 0);
  }
}
let acc = 0;
const g = mixed(3);
for (let n = 0; n < N * 5; n++) acc = (acc * 7 + g.next().value) % 65521;
console.log('many_locals', acc.toFixed(6));
