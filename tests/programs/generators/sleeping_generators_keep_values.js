// Generators sleep while much garbage is made; what they hold must survive, and no more work is needed than to resume.
function* holder(id) {
  const own = { id, items: Array.from({ length: 10 }, (_, i) => id + '-' + i) };
  const text = 'text' + id;
  let d = id / 3;
  const f = () => own.items.length;
  yield id;
  yield own.items.join();
  d += 1;
  yield text + d.toFixed(3);
  return f() + own.id;
}
const gens = [];
for (let i = 0; i < 200; i++) {
  const g = holder(i);
  g.next();
  gens.push(g);
}
function churn(n) {
  let keep = null, sum = 0;
  for (let i = 0; i < n; i++) {
    keep = { prev: i % 100 ? keep : null, data: [i, i + 1, 'x' + i] };
    sum += keep.data[2].length;
  }
  return sum;
}
console.log(churn(100000));
let h = 0;
for (const g of gens) {
  const s = g.next().value;
  for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0;
}
console.log(h, gens[7] && gens[7].next().value);
console.log(churn(100000));
console.log(gens.map((g, i) => i === 7 ? g.next().value : (g.next(), g.next().value)).reduce((a, b) => a + b),
  gens.every((g) => g.next().done));
// gc-period: 499
