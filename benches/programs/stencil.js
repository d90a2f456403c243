// A four-point stencil over arrays of doubles, and the same over Float64Array.
const W = 64;
function step(a, b) {
  for (let y = 1; y < W - 1; y++) {
    for (let x = 1; x < W - 1; x++) {
      const i = y * W + x;
      b[i] = (a[i - 1] + a[i + 1] + a[i - W] + a[i + W]) * 0.25;
    }
  }
}
function run(a, b) {
  for (let i = 0; i < W * W; i++) { a[i] = i % 17 + 0.125; b[i] = 0.5; }
  for (let k = 0; k < 1000; k++) { step(a, b); step(b, a); }
  return a[W * 3 + 7];
}
console.log('stencil', run([], []), run(new Float64Array(W * W), new Float64Array(W * W)));
