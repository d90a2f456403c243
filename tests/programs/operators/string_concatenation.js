let s = '';
for (let i = 0; i < 5; i++) s += i;
s += null;
s += undefined;
s += true;
s += 1.5;
s += [1, 2];
s += {};
s += -0;
console.log(s);
console.log('a' + 'b' === 'ab', 'a' + 1 + 2, 1 + 2 + 'a', 'é' + '\u0301', ('x' + 'y').length, '' + 1e21 + 1e-7);
const t = 'abc' + 'def';
console.log(t[3], t.slice(2, 4), t === 'abcdef', t.charCodeAt(5));
let u = 'x';
const keep = u;
u += 'y';
console.log(keep, u);
const parts = [];
let acc = '';
for (let i = 0; i < 10; i++) {
  acc = acc + i;
  parts.push(acc);
}
console.log(parts.join(' '));
const m = new Map([['ab', 1]]);
console.log(m.get('a' + 'b'), { ['a' + 'b']: 2 }.ab, 'ab' in { ab: 1 });
try {
  'a' + Symbol('s');
} catch (e) {
  console.log(e.name);
}
console.log(`${1}${'a'}${null}` + `${[1, [2]]}`);
