// A captured variable lives in its environment: as long as the closure, not the generator.
function* g() {
  let captured = { n: 1 };
  const ref = new WeakRef(captured);
  const read = () => captured.n;
  yield [ref, read];
  yield 2;
}
const it = g();
let ref, read;
(() => { [ref, read] = it.next().value; })();
gc();
const look = () => ref.deref()?.n;
console.log(look(), (() => read())());
read = null;
it.return();
gc();
console.log(look());
