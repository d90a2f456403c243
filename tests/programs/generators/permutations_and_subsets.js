function* permutations(a, n = a.length) {
  if (n <= 1) yield a.slice(); else for (let i = 0; i < n; i++) {
    yield* permutations(a, n - 1);
    const j = n % 2 ? 0 : i;
    [a[n - 1], a[j]] = [a[j], a[n - 1]];
  }
}
const all = [...permutations(['a', 'b', 'c'])].map((p) => p.join(''));
console.log(all.join(' '), new Set(all).size);
let count = 0, check = 0;
for (const p of permutations([1, 2, 3, 4, 5, 6, 7])) {
  count++;
  check = (check * 31 + p[0] * 7 + p[6]) % 1000003;
}
console.log(count, check);
function* subsets(xs, i = 0) {
  if (i === xs.length) {
    yield [];
    return;
  }
  for (const s of subsets(xs, i + 1)) {
    yield s;
    yield [xs[i], ...s];
  }
}
console.log([...subsets([1, 2, 3])].map((s) => `{${s}}`).join(' '));
function* combos(n, k, from = 1) {
  if (!k) yield ''; else for (let i = from; i <= n - k + 1; i++) for (const rest of combos(n, k - 1,
    i + 1)) yield i + rest;
}
console.log([...combos(5, 3)].join(' '));
function* product(first, ...rest) {
  if (!first) {
    yield [];
    return;
  }
  for (const x of first) for (const y of product(...rest)) yield [x, ...y];
}
console.log([...product('ab', [1, 2], new Set(['x', 'y']))].map((p) => p.join('')).join(' '));
// gc-period: 499
