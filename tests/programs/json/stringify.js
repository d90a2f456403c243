console.log(JSON.stringify({ a: [1, 'x', null, undefined, () => 1, NaN, Infinity, -0], b: undefined, c: () => 1,
  d: Symbol('s'), e: true, f: new Number(3), g: new String('s'), h: { toJSON(k) {
  return 'json of ' + k;
} } }));
console.log(JSON.stringify([undefined]), JSON.stringify(undefined), JSON.stringify(() => 1), JSON.stringify(null),
  JSON.stringify('q"\\\n\u2028\ud800\u0007'), JSON.stringify({ 'k"': 1 }));
console.log(JSON.stringify({ a: 1, b: [1, { c: 2 }], d: {}, e: [] }, null, 2));
console.log(JSON.stringify({ a: 1, b: 2, c: { a: 3, d: 4 } }, ['a', 'c']),
  JSON.stringify({ a: 1, b: 'x' }, (k, v) => typeof v === 'number' ? v + 1 : v), JSON.stringify([1], null, '--'),
    JSON.stringify({ a: 1 }, null, 20).length, JSON.stringify(new Map([[1, 2]])),
      JSON.stringify(Object.create({ inh: 1 }, { own: { value: 2, enumerable: true } })));
const cyc = {};
cyc.c = cyc;
try {
  JSON.stringify(cyc);
} catch (e) {
  console.log(e.name);
}
const order = [];
JSON.stringify({ x: { y: 1 }, z: [2] }, (k, v) => {
  order.push(k);
  return v;
});
console.log(order.join());
