let s = '';
for (let i = 0; i < 100000; i++) s += i % 10;
console.log(s.length, s.slice(-12), s.indexOf('90123'), s.charCodeAt(99999));
let pre = '';
for (let i = 0; i < 2000; i++) pre = i + ',' + pre;
console.log(pre.length, pre.slice(0, 14));
const parts = [];
for (let i = 0; i < 20000; i++) parts.push(`item${i}`);
const j = parts.join(';');
console.log(j.length, j.split(';').length, j.split(';')[777]);
let h = 0;
for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0;
console.log(h);
let rev = '';
for (const c of 'stressed') rev = c + rev;
console.log(rev);
let d = 'x';
while (d.length < 1 << 16) d += d;
console.log(d.length, d === 'x'.repeat(65536));
let churn = 0;
for (let i = 0; i < 60000; i++) {
  const t = 'a' + i + 'b' + (i * 2);
  churn += t.length;
}
console.log(churn);
// gc-period: 499
