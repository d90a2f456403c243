let total = 0;
const registry = [];
function* task(id) {
  registry.push(id);
  for (let i = 1; ; i++) {
    total += i;
    const q = yield `${id}:${i}:${total}`;
    if (q) {
      registry.splice(registry.indexOf(id), 1);
      return `${id} left ${registry.length}`;
    }
  }
}
const ts = ['a', 'b', 'c'].map(task);
console.log(registry.length);
for (let r = 0; r < 3; r++) console.log(ts.map((t) => t.next().value).join(' '));
console.log(ts[1].next(true).value, ts[0].next().value, registry.join());
function* idGen(prefix) {
  let n = 0;
  while (true) {
    const reset = yield prefix + ++n;
    if (reset) n = 0;
  }
}
const a = idGen('A'), b = idGen('B');
console.log(a.next().value, a.next().value, b.next().value, a.next(true).value, b.next().value, a.next().value);
const memo = new Map();
function* lazy(k, f) {
  if (!memo.has(k)) {
    yield 'computing ' + k;
    memo.set(k, f());
  }
  return memo.get(k);
}
for (let i = 0; i < 2; i++) {
  const it = lazy('x', () => 6 * 7);
  let r;
  const out = [];
  do {
    r = it.next();
    out.push(r.value);
  } while (!r.done);
  console.log(out.join());
}
