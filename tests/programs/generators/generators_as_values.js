function* self() {
  const me = yield;
  yield me === it;
  const box = { me };
  box.me.tag = 'tagged';
  yield box.me.tag;
  return [...me].length;
}
const it = self();
it.next();
console.log(it.next(it).value, it.next().value);
try { console.log(it.next().value); } catch (e) { console.log(e.name); }
const map = new Map(), set = new Set();
function* n(k) { for (let i = 0; i < 3; i++) yield k + i; }
for (const k of ['a', 'b']) {
  const g = n(k);
  map.set(k, g).set(g, k);
  set.add(g);
  set.add(g);
}
console.log(set.size, map.size);
for (const g of set) console.log(map.get(g), g.next().value);
for (const [k, g] of map) if (typeof k === 'string') console.log(k, [...g].join());
const wm = new WeakMap();
const g1 = n('w');
wm.set(g1, 'meta');
console.log(wm.get(g1), wm.has(n('w')));
const o = { gen: n('o'), *[Symbol.iterator]() { yield* this.gen; } };
console.log([...o].join(), [...o].length);
const frozen = Object.freeze(n('f'));
console.log([...frozen].join(), Object.isFrozen(frozen));
const arr = [n('x'), n('y')];
console.log(arr.map((g) => g.next().value).join(), arr.flatMap((g) => [...g]).join());
const json = JSON.stringify({ g: n('j') });
console.log(json);
