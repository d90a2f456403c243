// The largest singular value of an infinite matrix by the power method: doubles in typed arrays, a small function called often.
const N = 600, STEPS = 10;
const entry = (i, j) => 1 / (((i + j) * (i + j + 1)) / 2 + i + 1);
function times(v, out) { for (let i = 0; i < N; i++) { let sum = 0; for (let j = 0; j < N; j++) sum += entry(i, j) * v[j]; out[i] = sum; } }
function transposed(v, out) { for (let i = 0; i < N; i++) { let sum = 0; for (let j = 0; j < N; j++) sum += entry(j, i) * v[j]; out[i] = sum; } }
const u = new Float64Array(N).fill(1), v = new Float64Array(N), w = new Float64Array(N);
for (let i = 0; i < STEPS; i++) { times(u, w); transposed(w, v); times(v, w); transposed(w, u); }
let uv = 0, vv = 0;
for (let i = 0; i < N; i++) { uv += u[i] * v[i]; vv += v[i] * v[i]; }
console.log('spectral_norm', Math.sqrt(uv / vv).toFixed(9));
