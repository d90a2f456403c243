let runs = 0;
function* g() {
  runs++;
  yield 3;
  yield 1;
  yield 2;
  return 'not seen';
}
console.log([...g()].join(), Array.from(g()).join(), Array.from(g(), (x, i) => x * 10 + i).join(), Math.max(...g()),
  runs);
const [a, , b = 'dflt', c = 'past'] = g();
const [h, ...t] = g();
console.log(a, b, c, h, t.join());
console.log(new Set(g()).size, new Map((function* () {
  yield ['k', 1];
  yield ['l', 2];
})()).get('l'), Object.fromEntries((function* () {
  yield ['p', 1];
  yield ['q', 2];
})()).q);
console.log([].concat([...g()]).sort().join(), String.fromCharCode(...(function* () {
  yield 72;
  yield 105;
})()), new WeakSet((function* () {
  yield {};
})()) instanceof WeakSet);
const it = g();
it.next();
console.log([...it].join(), [...it].length);
class L extends Array {}
console.log(L.from(g()) instanceof L, L.from(g()).length);
console.log(((...xs) => xs.length)(...g(), ...g()), new Array(...g()).join(), [...[...g()].entries()].flat().join());
const closed = [];
function* res() { try {
  yield 1;
  yield 2;
} finally { closed.push('closed'); } }
const [x] = res();
Array.from(res());
try {
  new Map(res());
} catch (e) {
  closed.push(e.name);
}
try {
  Array.from(res(), () => { throw 'mapfn'; });
} catch (e) {
  closed.push(e);
}
try {
  Object.fromEntries(res());
} catch (e) {
  closed.push(e.name);
}
console.log(closed.join(' '));
