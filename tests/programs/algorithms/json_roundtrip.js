const gen = (d, s) =>
  d === 0 ? [s, s / 3, 'str' + s, s % 2 === 0, null][s % 5] : s % 2 ? Array.from({ length: 3 },
    (_, i) => gen(d - 1, s * 3 + i)) : Object.fromEntries(['a', 'b\n', 'ü"'].map((k, i) => [k + s, gen(d - 1, s + i)]));
const v = gen(7, 4), t = JSON.stringify(v);
console.log(t.length, JSON.stringify(JSON.parse(t)) === t, t.slice(0, 90));
let h = 0;
for (let i = 0; i < t.length; i++) h = (h * 31 + t.charCodeAt(i)) | 0;
console.log(h);
const p = JSON.stringify(JSON.parse(t), null, 1);
console.log(p.length, p.split('\n').length);
let n = 0;
JSON.parse(t, (k, x) => {
  n++;
  return x;
});
console.log(n);
// gc-period: 499
