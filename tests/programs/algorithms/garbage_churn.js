// Tens of megabytes of short-lived objects, closures, strings and arrays, with a live set that must survive.
const live = new Map();
let h = 0;
for (let i = 0; i < 150000; i++) {
  const o = { i, s: 'v' + (i % 1000), next: { deep: [i, i + 1] }, f: () => i };
  if (i % 500 === 0) live.set(i, o);
  h = (h * 31 + o.next.deep[1] + o.f() + o.s.length) | 0;
}
console.log(h, live.size);
let ok = 0;
for (const [k, o] of live) if (o.i === k && o.f() === k && o.next.deep[1] === k + 1 && o.s === 'v' + (k % 1000)) ok++;
console.log(ok);
let list = null;
for (let i = 0; i < 50000; i++) list = { v: i, list: i % 1000 ? list : null };
let n = 0;
for (let p = list; p; p = p.list) n++;
console.log(n);
const cyc = [];
for (let i = 0; i < 30000; i++) {
  const a = {}, b = { a };
  a.b = b;
  if (i % 10000 === 0) cyc.push(a);
}
console.log(cyc.every((a) => a.b.a === a));
let arr = [];
for (let i = 0; i < 100; i++) arr = [...arr.slice(-500), ...new Array(200).fill(i)];
console.log(arr.length, arr[0], arr.at(-1));
// gc-period: 499
