const a = [1, 2, 3];
a.push(4.5);
a.push('s');
a[10] = {};
console.log(a.length, a.map((x) => typeof x).join());
const d = [0.5];
for (let i = 0; i < 5; i++) d.push(d[i] * 2);
console.log(d.join());
d[0] = undefined;
d[1] = 'x';
console.log(d.join('|'));
const big = [];
for (let i = 0; i < 50000; i++) big[i] = i;
let s = 0;
for (let i = 0; i < big.length; i++) s += big[i];
console.log(s);
const back = [];
for (let i = 99; i >= 0; i--) back[i] = i;
console.log(back.length, back[0], back.indexOf(50));
const sparse = [];
sparse[1000000] = 1;
console.log(sparse.length, Object.keys(sparse).join(), sparse.indexOf(1));
const like = { length: 3, 0: 'a', 2: 'c' };
console.log(Array.prototype.map.call(like, (x) => x + x).length, Array.prototype.join.call(like, '+'),
  Array.prototype.push.call(like, 'd'), like[3]);
const q = [];
let t = 0;
for (let i = 0; i < 20000; i++) {
  q.push(i);
  if (i % 2) t += q.shift();
}
console.log(q.length, t);
// gc-period: 499
