// A chain of WeakMap entries lives whole, inserted in whatever order, in one map or through many.
// gc-period: 5000
const LINKS = 2000;

function chain(order, mapOf) {
  const links = [];
  for (let i = 0; i <= LINKS; i++) links.push({ i });
  for (const i of order) mapOf(i).set(links[i], links[i + 1]);
  return links[0];
}

function walk(first, mapOf) {
  let count = 0;
  for (let link = first; mapOf(count).has(link); count++) link = mapOf(count).get(link);
  return count;
}

const forwards = Array.from({ length: LINKS }, (_, i) => i);
const backwards = forwards.toReversed();
for (const order of [forwards, backwards]) {
  const map = new WeakMap();
  const first = chain(order, () => map);
  gc();
  console.log("one map:", walk(first, () => map));

  const maps = order.map(() => new WeakMap());
  const last = new WeakMap();
  const other = chain(order, (i) => maps[i]);
  gc();
  console.log("a map for each:", walk(other, (i) => maps[i] ?? last));
}

// Maps that are reached through each other alone.
const root = new WeakMap();
const key = {};
let map = root;
for (let i = 0; i < 100; i++) {
  const next = new WeakMap();
  map.set(key, next);
  map = next;
}
map.set(key, { value: "deep" });
map = undefined;
gc();
let deepest = root;
while (deepest instanceof WeakMap) deepest = deepest.get(key);
console.log("through maps:", deepest.value);
