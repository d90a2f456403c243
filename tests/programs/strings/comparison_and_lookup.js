const ws = ['pear', 'Apple', 'fig', 'apple', '10', '9', '', 'Äpfel', 'zoo'];
console.log(ws.toSorted().join('|'));
console.log('a' < 'b', 'a' < 'B', 'abc' < 'abcd', '' < 'a', '\uffff' > '\u{1F600}');
const o = { a: 1 };
const k = 'xa'.slice(1);
console.log(o[k], o['a' + ''], k === 'a', new Map([[k, 'm']]).get('a'), new Set(['q', 'Q'.toLowerCase()]).size);
console.log('abc'[1], 'abc'['1'], 'abc'['length'], 'abc'[-1], '1' in Object('abc'), Object.keys('ab').join(),
  'abc'.hasOwnProperty(2));
const str = new String('obj');
console.log(str == 'obj', str === 'obj', typeof str, str[0], str.length, [...str].join('-'));
switch ('a' + 'b') { case 'ab': console.log('switch on string'); }
console.log(String.raw`a\n${1}b`, `line
break`.length, 'con\
tinued', '\0'.length, "\v\f\b".length);
