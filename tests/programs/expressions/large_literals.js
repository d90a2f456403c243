// Literals of many constants are data: what they make is what code would have made, each time anew.
const mixed = [
  1, 2.5, -0, 'x', true, false, null, void 0, !0, !1, , `text`, -7, 1e300,
  [1, [2, [3]]], [], [,], [1, , 2], {}, { a: 1, 'b c': 'd', 7: [8], 1.5: 0, a: 2, nested: { deep: { er: [] } } },
  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38,
  '\ud800', '\u20ac', 'caf\u00e9',
];
console.log('length', mixed.length, 10 in mixed, 6 in mixed);
console.log('-0', Object.is(mixed[2], -0));
console.log('text', JSON.stringify(mixed));
console.log('keys', Object.keys(mixed[19]), mixed[19].a);
console.log('element', Object.getOwnPropertyDescriptor(mixed, 0));
console.log('property', Object.getOwnPropertyDescriptor(mixed[19], 'a'));
console.log('prototypes', Object.getPrototypeOf(mixed[14]) === Array.prototype,
  Object.getPrototypeOf(mixed[18]) === Object.prototype);
console.log('lone surrogate', mixed[49].charCodeAt(0).toString(16), mixed[50], mixed[51]);

function fresh() {
  return [
    [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2],
    [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], { list: [3], name: 'last' },
  ];
}
const first = fresh();
const second = fresh();
first[0].push(3);
first[24].list.push(4);
first[24].added = true;
console.log('fresh', first === second, first[0], second[0], first[24], second[24]);
let sum = 0;
for (let i = 0; i < 200; i++) {
  for (const pair of fresh().slice(0, 24)) sum += pair[0] + pair[1];
}
console.log('made often', sum);

// A member that is no constant makes the literals around it code; `__proto__` sets the prototype there.
const one = Number(1);
const computed = [
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60,
    61, 62, 63, 64, 65, 66, 67, 68, 69, 70],
  one,
  { __proto__: null, a: 1 },
  { '__proto__': mixed, b: [1, 2] },
  { get c() { return 5; }, d: 6 },
];
console.log('computed', computed[0].length, computed[0][69], computed[1], Object.getPrototypeOf(computed[2]));
console.log('prototype', Object.getPrototypeOf(computed[3]) === mixed, computed[3].b, computed[4].c, computed[4].d);
eval(`
  const evaluated = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
    28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56,
    57, 58, 59, 60, 61, 62, 63, 64, 65, 'end', { key: ['value'] }];
  console.log('evaluated', evaluated.length, evaluated[65], evaluated[66].key[0]);
`);
let text = '1';
for (let i = 0; i < 1000; i++) text = `[${text}]`;
let depth = 0;
for (let inner = eval(text); Array.isArray(inner); inner = inner[0]) depth++;
console.log('nested', depth);
