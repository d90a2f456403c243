const [a, b = 2, , c, ...r] = [1, undefined, 'skip', 'c', 'r1', 'r2'];
console.log(a, b, c, r.join());
let x = 1, y = 2;
[x, y] = [y, x];
console.log(x, y);
const [p, [q, [s] = ['ds']] = ['dq']] = [1];
console.log(p, q, s);
const [...[f, ...g]] = 'xyz';
console.log(f, g.join());
const [e1 = (() => 'called')(), e2 = e1 + '!'] = [];
console.log(e1, e2);
const o = {};
[o.a, o['b'], ...o.c] = [1, 2, 3, 4];
console.log(JSON.stringify(o));
const [m] = new Map([['k', 'v']]);
console.log(m.join());
const [n = null] = [null];
console.log(n);
let i = 0;
const arr = [];
[arr[i++], arr[i++]] = ['first', 'second'];
console.log(arr.join(), i);
console.log(([x, y] = [7, 8]).length, x, y);
for (const [k, v] of Object.entries({ z: 26 })) console.log(k, v);
const [len] = [[].length];
console.log(len);
try {
  const [bad] = null;
} catch (e) {
  console.log(e.name);
}
let u, w;
[u = w = 5, w = 6] = [];
console.log(u, w);
