// Edit distance: two rows of small integers, charCodeAt, Math.min.
function distance(s, t) {
  const n = s.length, m = t.length;
  let above = [];
  for (let j = 0; j <= m; j++) above[j] = j;
  for (let i = 1; i <= n; i++) {
    const row = [i], c = s.charCodeAt(i - 1);
    for (let j = 1; j <= m; j++) {
      const cost = c === t.charCodeAt(j - 1) ? 0 : 1;
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + cost);
    }
    above = row;
  }
  return above[m];
}
let sum = 0;
for (let k = 0; k < 400; k++) sum += distance('kitten'.repeat(16) + k, 'sitting'.repeat(16));
console.log('levenshtein', sum);
