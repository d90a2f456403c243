// The inner generators of a sleeping yield* chain are alive; what they no longer need is not.
const refs = [];
function* leaf() {
  const dead = { n: 'dead' };
  const live = { n: 'live' };
  refs.push(new WeakRef(dead), new WeakRef(live));
  yield 1;
  yield live.n;
}
function* middle() { yield* leaf(); }
function* root() { yield* middle(); }
const it = root();
it.next();
gc();
console.log(refs.map((r) => r.deref()?.n));
console.log(it.next().value);
