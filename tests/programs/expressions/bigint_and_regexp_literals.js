console.log(0n, 1_000n, 0xffn, 0XfFn, 0o17n, 0b1_01n, 123456789012345678901234567890n, -5n, typeof 1n,
  0n ? 'yes' : 'no');
console.log(0xffff_ffff_ffff_ffff_ffff_ffffn === 79228162514264337593543950335n, 2n ** 64n, -(2n ** 63n), 7n / -2n,
  7n % -2n, 1n << 70n, ~5n);
const o = { 1n: 'one', [2n]: 'two', 0x10n() { return 'sixteen'; }, get 3n() { return 'three'; } };
console.log(Object.keys(o).join(), o[1], o[1n], o['16'](), o[3n], o[16n].name);
class K { static 5n = 'five'; 6n() {} static #x = 1n; static inc() { return K.#x++ + K.#x; } }
console.log(K[5], Object.getOwnPropertyNames(K.prototype).join(), K.inc());
let n = 10n;
n += 5n;
n **= 2n;
n--;
++n;
console.log(n, n++ + --n, -n, n > 10, n == 225, n === 225n, 1n < 1.5);
try { n + 1; } catch (e) { console.log(e.constructor.name, e.message); }
try { +n; } catch (e) { console.log(e.constructor.name, e.message); }
for (const x of [1n, 2n]) switch (x) { case 1n: console.log('case 1n'); break; case 2n: console.log('case 2n'); }
console.log(`${10n ** 20n}`, String(-0n), [1n, 2n].includes(2n), Object.is(0n, -0n));

const make = () => /a(b)?/g;
console.log(make() === make(), make().lastIndex, /x/ instanceof RegExp, String(/[/\]]+/u), /(?:)/.source, /\//.source);
const r = /(?<year>\d{4})-(?<month>\d\d)/du;
const m = r.exec('on 2024-05');
console.log(m.groups.year, m.index, m[2], r.flags, r.hasIndices, /a/gimsuy.flags, /[\p{L}--[a-z]]/v.flags);
let count = 0;
for (let i = 0; i < 3; i++) {
  const re = /x/g;
  if (re.test('xx')) count += re.lastIndex;
}
console.log(count, 'aBc'.replace(/b/i, (s) => `[${s}]`), 'a1b22'.split(/\d+/).join('|'), /^\u{1F600}$/u.test('😀'),
  /=/.test('a=b'));
const fns = [/a/, /b/].map((re) => (s) => re.test(s));
console.log(fns[0]('a'), fns[1]('a'));
let g = 4, i = 2;
console.log(8 /g/ i, `${/}/.source}`, (() => /a/)().source, typeof /a/);
