// All permutations of nine items, recursively.
function* permutations(a, n) {
  if (n <= 1) { yield a; return; }
  for (let i = 0; i < n; i++) {
    yield* permutations(a, n - 1);
    const j = n % 2 ? 0 : i;
    const t = a[n - 1]; a[n - 1] = a[j]; a[j] = t;
  }
}
let count = 0, sum = 0;
for (const p of permutations([0, 1, 2, 3, 4, 5, 6, 7, 8], 9)) { count++; sum = (sum * 31 + p[0] * 9 + p[4]) % 1000003; }
console.log('permutations', count, sum);
