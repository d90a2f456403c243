const make = (n, f) => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => f(i, j)));
const mul = (a, b) => {
  const n = a.length, out = [];
  for (let i = 0; i < n; i++) {
    const row = [];
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += a[i][k] * b[k][j];
      row.push(s);
    }
    out.push(row);
  }
  return out;
};
const a = make(90, (i, j) => (i * j) % 7 / 2), b = make(90, (i, j) => i - j);
const c = mul(mul(a, b), a);
console.log(c[3][4], c[89][89], c.flat().reduce((x, y) => x + y));
let p = make(2, (i, j) => i && j ? 0 : 1), r = make(2, (i, j) => +(i === j));
for (let e = 70; e; e >>= 1) {
  if (e & 1) r = mul(r, p);
  p = mul(p, p);
}
console.log(r[0][1]);
const det = (m) => m.length === 1 ? m[0][0] : m[0].reduce((s, v, j) =>
  s + (j % 2 ? -v : v) * det(m.slice(1).map((row) => row.filter((_, k) => k !== j))), 0);
console.log(det([[2, 0, 1], [1, 3, 2], [1, 1, 4]]), det(make(6, (i, j) => (i * 3 + j * j) % 5)));
// gc-period: 499
