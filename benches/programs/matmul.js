// Arrays of arrays of doubles.
const N = 420;
function matrix(n, f) { const m = []; for (let i = 0; i < n; i++) { const row = []; for (let j = 0; j < n; j++) row.push(f(i, j)); m.push(row); } return m; }
function multiply(a, b) {
  const n = a.length, out = [];
  for (let i = 0; i < n; i++) {
    const row = new Array(n).fill(0), ai = a[i];
    for (let k = 0; k < n; k++) { const v = ai[k], bk = b[k]; for (let j = 0; j < n; j++) row[j] += v * bk[j]; }
    out.push(row);
  }
  return out;
}
const a = matrix(N, (i, j) => (i * 3 + j) % 7 + 0.5), b = matrix(N, (i, j) => (i + j * 5) % 11 - 0.25);
const c = multiply(multiply(a, b), a);
let trace = 0;
for (let i = 0; i < N; i++) trace += c[i][(i * 7) % N];
console.log('matmul', trace);
