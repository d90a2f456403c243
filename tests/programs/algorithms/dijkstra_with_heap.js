class Heap {
  constructor(less) {
    this.a = [];
    this.less = less;
  }
  push(x) {
    const a = this.a;
    let i = a.push(x) - 1;
    while (i) {
      const p = (i - 1) >> 1;
      if (!this.less(a[i], a[p])) break;
      [a[i], a[p]] = [a[p], a[i]];
      i = p;
    }
  }
  pop() {
    const a = this.a, top = a[0], last = a.pop();
    if (a.length) {
      a[0] = last;
      let i = 0;
      for (;;) {
        let m = i;
        const l = 2 * i + 1;
        if (l < a.length && this.less(a[l], a[m])) m = l;
        if (l + 1 < a.length && this.less(a[l + 1], a[m])) m = l + 1;
        if (m === i) break;
        [a[i], a[m]] = [a[m], a[i]];
        i = m;
      }
    }
    return top;
  }
  get size() { return this.a.length; }
}
const N = 2000, edges = Array.from({ length: N }, () => []);
let x = 7;
const rnd = (n) => (x = (x * 48271) % 2147483647) % n;
for (let i = 0; i < N; i++) for (let k = 0; k < 5; k++) edges[i].push({ to: rnd(N), w: 1 + rnd(100) });
const dist = new Array(N).fill(Infinity);
dist[0] = 0;
const h = new Heap((a, b) => a.d < b.d);
h.push({ n: 0, d: 0 });
let pops = 0;
while (h.size) {
  const { n, d } = h.pop();
  pops++;
  if (d > dist[n]) continue;
  for (const { to, w } of edges[n]) if (d + w < dist[to]) {
    dist[to] = d + w;
    h.push({ n: to, d: d + w });
  }
}
const reach = dist.filter(Number.isFinite);
console.log(pops, reach.length, Math.max(...reach), reach.reduce((a, b) => a + b));
const s = new Heap((a, b) => a < b);
for (const w of 'heap sort by popping words'.split(' ')) s.push(w);
const out = [];
while (s.size) out.push(s.pop());
console.log(out.join(' '));
// gc-period: 499
