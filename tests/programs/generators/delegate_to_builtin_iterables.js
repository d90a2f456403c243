function* g() {
  const a = yield* [1, 2];
  const b = yield* 'h\u{1F600}i';
  yield* new Map([['k', 'v']]);
  yield* new Set([3, 3, 4]);
  yield* new Map([['x', 1]]).keys();
  yield* [5, 6].entries();
  yield* (function () { return arguments; })('arg1', 'arg2');
  return String(a) + String(b);
}
for (const x of g()) console.log(typeof x, Array.isArray(x) ? x.join('=') : x);
const it = g();
let r;
do r = it.next(); while (!r.done);
console.log(r.value);
function* empty() {
  yield* [];
  yield* '';
  yield* new Set();
  return 'nothing';
}
console.log(JSON.stringify(empty().next()));
function* bad() {
  try { yield* 5; } catch (e) { yield e.name; }
  try { yield* undefined; } catch (e) { yield e.name; }
  try { yield* { [Symbol.iterator]: 1 }; } catch (e) { yield e.name; }
  try { yield* { [Symbol.iterator]() { return 1; } }; } catch (e) { yield e.name; }
}
console.log([...bad()].join());
