function* merge(...its) {
  const heads = its.map((i) => i[Symbol.iterator]()).map((it) => ({ it, r: it.next() })).filter((h) => !h.r.done);
  while (heads.length) {
    let best = 0;
    for (let i = 1; i < heads.length; i++) if (heads[i].r.value < heads[best].r.value) best = i;
    yield heads[best].r.value;
    heads[best].r = heads[best].it.next();
    if (heads[best].r.done) heads.splice(best, 1);
  }
}
function* mult(n, lim) { for (let i = n; i <= lim; i += n) yield i; }
console.log([...merge(mult(3, 20), mult(5, 20), [1, 19], [])].join());
function* uniq(it) {
  let prev = {};
  for (const x of it) if (x !== prev) yield prev = x;
}
console.log([...uniq(merge(mult(2, 12), mult(3, 12), mult(4, 12)))].join());
function* roundRobin(...its) {
  let live = its.map((i) => i[Symbol.iterator]());
  while (live.length) {
    const next = [];
    for (const i of live) {
      const r = i.next();
      if (!r.done) {
        yield r.value;
        next.push(i);
      }
    }
    live = next;
  }
}
console.log([...roundRobin('abc', [1], mult(10, 50))].join(' '));
function* hamming() {
  const q = [1];
  let last = 0;
  for (;;) {
    q.sort((a, b) => a - b);
    const n = q.shift();
    if (n === last) continue;
    yield last = n;
    q.push(n * 2, n * 3, n * 5);
  }
}
const h = [];
for (const n of hamming()) {
  h.push(n);
  if (h.length === 20) break;
}
console.log(h.join());
function* mergeSort(xs) {
  if (xs.length < 2) {
    yield* xs;
    return;
  }
  const m = xs.length >> 1;
  yield* merge(mergeSort(xs.slice(0, m)), mergeSort(xs.slice(m)));
}
console.log([...mergeSort([5, 2, 9, 1, 5, 6, -3, 0])].join());
function* window(it, n) {
  const buf = [];
  for (const x of it) {
    buf.push(x);
    if (buf.length > n) buf.shift();
    if (buf.length === n) yield buf.join('');
  }
}
console.log([...window('sliding', 3)].join());
function* chunks(it, n) {
  let c = [];
  for (const x of it) {
    c.push(x);
    if (c.length === n) {
      yield c;
      c = [];
    }
  }
  if (c.length) yield c;
}
console.log(JSON.stringify([...chunks([1, 2, 3, 4, 5], 2)]));
