// WeakMap entries live as long as their keys, also through one another; WeakRefs of the living stay.
const map = new WeakMap();
let chain = {};
const refs = [];
(() => {
  let key = chain;
  for (let i = 0; i < 5; i++) {
    const next = { i };
    map.set(key, next);
    refs.push(new WeakRef(next));
    key = next;
  }
})();
gc();
console.log(refs.map((r) => r.deref()?.i));
chain = null;
gc();
console.log(refs.map((r) => r.deref()?.i));
