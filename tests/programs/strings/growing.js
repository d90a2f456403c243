// Strings that grow piece by piece: every one of them stays what it was.
const check = (name, pieces) => {
  let s = '', expected = [];
  const kept = [];
  pieces.forEach((piece, i) => {
    s += piece;
    expected.push(piece);
    if (i % 7 === 0) kept.push([s, i]);
    if (i % 50 === 13) s.charCodeAt(0);
  });
  const bad = kept.filter(([s, i]) => s !== expected.slice(0, i + 1).join(''));
  console.log(name, s.length, bad.length, s === expected.join(''), s.slice(-5));
};
const repeat = (n, f) => Array.from({ length: n }, (_, i) => f(i));
check('letters', repeat(300, (i) => String.fromCharCode(97 + (i % 26))));
check('lengths', repeat(120, (i) => 'abcdefghijklmnopqrstuvwxyz'.repeat(4).slice(0, i)));
check('around the limits', repeat(200, (i) => 'x'.repeat([1, 22, 23, 24, 25, 40, 63, 64, 65][i % 9])));
check('wide', repeat(200, (i) => (i % 31 === 30 ? '€' : 'a')));
check('narrow behind wide', repeat(200, (i) => (i === 40 ? '\ud83d' : i === 41 ? '\ude00' : 'b')));
check('empty', repeat(60, (i) => (i % 3 ? '' : 'cd')));
// One beginning, several ends.
let base = 'beginning'.repeat(4) + '!';
const ends = ['a', 'b', 'c'].map((c) => base + c);
const further = ends.map((s) => [s + '1', s + '2', s]);
console.log(ends.map((s) => s.slice(-3)), further.flat().map((s) => s.slice(-3)), base.slice(-3));
let doubled = 'ab';
for (let i = 0; i < 12; i++) doubled += doubled + 'c';
console.log(doubled.length, doubled.lastIndexOf('cc'), doubled.indexOf('cc'));
let front = '';
for (let i = 0; i < 200; i++) front = (i % 10) + front;
console.log(front.slice(0, 12), front.length);
const keys = {};
let name = 'key'.repeat(10);
for (let i = 0; i < 5; i++) { name += i; keys[name] = i; name += '.'; }
console.log(Object.keys(keys).map((k) => k.slice(28)));
// Iteration by code point, of ropes too.
const points = (s) => [...s].map((c) => c.length + ':' + c.codePointAt(0).toString(16)).join(' ');
console.log(points('a😀b'), points('\ud83d'), points('\ude00\ud83d'), points('\ud83da\ude00'), points('é€'), points(''));
let mixed = '';
for (let i = 0; i < 30; i++) mixed += i % 2 ? '\ud83d\ude00' : 'z';
let count = 0;
for (const c of mixed) { count += c.length; if (count > 40) break; }
console.log(count, [...mixed].length, Array.from(mixed + '\ud83d').length);
const iterator = (mixed + 'end')[Symbol.iterator]();
for (const c of iterator) if (c.length === 2) break;
console.log(iterator.next().value, [...iterator].slice(-3).join(''));
