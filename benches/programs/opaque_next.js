// A generator kept in an object and driven by next(): the result objects are visible.
const N = 1.2e7;
function* count() { let n = 0; for (;;) yield n++; }
function* steps() { let n = 0; for (;;) { yield n; n += 3; } }
const box = { sources: [count(), steps()], at: 0 };
let sum = 0;
for (let i = 0; i < N; i++) {
  const r = box.sources[i & 1].next();
  if (!r.done) sum = (sum + r.value) | 0;
}
console.log('opaque_next', sum);
