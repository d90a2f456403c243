function lev(a, b) {
  let prev = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const cur = [i];
    for (let j = 1; j <= b.length; j++) cur[j] = Math.min(prev[j] + 1, cur[j - 1] + 1,
      prev[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    prev = cur;
  }
  return prev[b.length];
}
function lcs(a, b) {
  const t = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) t[i][j] = a[i] ===
    b[j] ? t[i + 1][j + 1] + 1 : Math.max(t[i + 1][j], t[i][j + 1]);
  let i = 0, j = 0, out = '';
  while (i < a.length && j < b.length) if (a[i] === b[j]) {
    out += a[i];
    i++;
    j++;
  } else if (t[i + 1][j] >= t[i][j + 1]) i++; else j++;
  return out;
}
for (const [a, b] of [['kitten', 'sitting'], ['', 'abc'], ['flaw', 'lawn'],
  ['intention', 'execution']]) console.log(a, b, lev(a, b), lcs(a, b));
console.log(lev('abcde'.repeat(40), 'badce'.repeat(40)), lcs('xmjyauz'.repeat(8), 'mzjawxu'.repeat(8)));
// gc-period: 499
