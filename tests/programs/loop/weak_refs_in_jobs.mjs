// A WeakRef keeps its target until the job ends, whatever the collector does meanwhile.
let ref;
function make() {
  ref = new WeakRef({ name: 'target' });
}
function churn() {
  let s = 0;
  for (let i = 0; i < 2000; i++) s += [i, { i }].length;
  return s;
}
make();
churn();
console.log(ref.deref().name);
queueMicrotask(() => {
  const again = ref.deref();
  console.log(again === undefined || again.name === 'target');
  churn();
  console.log(ref.deref() === again);
});
setTimeout(() => {
  if (ref.deref()) churn();
  console.log(typeof ref.deref() === typeof ref.deref());
  setTimeout(() => { gc(); setTimeout(() => { gc(); console.log(ref.deref()); }, 1); }, 1);
}, 1);
