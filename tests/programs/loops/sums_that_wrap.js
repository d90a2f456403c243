// Sums of which only the lower 32 bits are seen may wrap: not beside a fraction, nor where the exact sum leaves 2^53.
function half(a, b) {
  a |= 0;
  b |= 0;
  return (a + b + 0.5) | 0;
}
console.log('half', half(2147483647, 6), half(-2147483648, -7), half(1, 2));

function three(a, b, c) {
  a |= 0;
  b |= 0;
  c |= 0;
  return [(a + b + c) | 0, (a - b - c) >>> 0, (a + b - c) >> 1, ~(a + b)];
}
console.log('three', three(2147483647, 2147483647, 2147483647), three(-2147483648, 2147483647, -2147483648));

function halves(a, x) {
  const out = [];
  for (let i = 0; i < a.length; i++) {
    out.push(((a[i] | 0) + 2147483647 + x[i]) | 0);
  }
  return out;
}
console.log('halves', halves([6, 7, 8, 9], [0.5, 1, -0.5, '1']));

function hash(a) {
  let h = 7;
  for (let i = 0; i < a.length; i++) {
    h = (h << 5) - h + a[i];
    h |= 0;
  }
  return h;
}
console.log('hash', hash([1, 2, 3e9, 4.5, 5, 2 ** 40, -7.75, 1e300, 9]));
console.log('long hash', hash(Array.from({ length: 50 }, (_, i) => i * 77777777.5)));

function around(n) {
  let h = 1;
  for (let i = 0; i < n; i++) {
    h = h + h + (i | 0);
  }
  return h | 0;
}
console.log('around', around(20), around(60), around(70));
