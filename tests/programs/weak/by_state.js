// Each state keeps exactly what it still needs: the same variable is live in one and dead in the next.
function* steps() {
  let a = { id: 'a' };
  let b = { id: 'b' };
  let c = { id: 'c' };
  yield [a, b, c].map((o) => new WeakRef(o));
  yield a.id;
  yield b.id;
  yield c.id;
}
const it = steps();
const refs = it.next().value;
const alive = () => refs.map((r) => (r.deref() ? r.deref().id : '-')).join('');
for (let i = 0; i < 4; i++) {
  gc();
  console.log(alive());
  it.next();
}
gc();
console.log(alive());
