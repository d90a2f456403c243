const vs = [undefined, null, true, false, 0, -0, 1, NaN, '', '0', '1', 'a', [], [0], [1], {}, 'NaN'];
for (const a of vs) console.log(String(JSON.stringify(a) ?? a).padEnd(10),
  vs.map((b) => (a == b ? '=' : '.') + (a === b ? 'E' : '.') + (Object.is(a, b) ? 'I' : '.')).join(' '));
const o = { valueOf: () => 1 };
console.log(o == 1, o == '1', o == true, o === o, Symbol.iterator == Symbol.iterator,
  Object(Symbol.iterator) == Symbol.iterator, new String('a') == 'a', new String('a') == new String('a'));
