// Operators on primitives of all kinds, at sites that see one pair of kinds and at sites that see many.
const texts = ['', '0', '-0', '+7', '007', '12', ' 12 ', '\n3', '999999999999999', '9007199254740993', '1234567890123456', '1e3', '.5', '5.',
  '0x1f', '0b11', '1x', 'x1', '1:', '/1', '--1', 'Infinity', '-Infinity', 'NaN', '\u0661', '1\u3000', '\u30001', '12\u0100', '1_0'];
const rope = (a, b) => { let s = a; for (let i = 0; i < 20; i++) s += b; return s; };
const values = [...texts, rope('1', '2'), rope(' ', ' '), undefined, null, true, false, 0, -0, 1, 2.5, -3, 2147483648, NaN, Infinity, 0n, 5n, -7n, 2n ** 70n,
  Symbol('s'), { valueOf: () => '4' }, { toString: () => '6' }, [9], [], {}, Object(3n), new Number(5), new String('8'), new Boolean(true)];
const operators = {
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '+': (a, b) => a + b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a == b,
};
const name = v => (Object.is(v, -0) ? '-0' : typeof v === 'string' ? JSON.stringify(v).slice(0, 60) : String(v) + (typeof v === 'bigint' ? 'n' : ''));
const attempt = (f, a, b) => { try { return name(f(a, b)); } catch (e) { return e.name; } };
let hash = 0;
const mix = text => { for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0; };
const partners = [2, '2', '-0', undefined, null, true, 3n, 1.5, { valueOf: () => 10 }, 'x'];
for (const [sign, f] of Object.entries(operators)) {
  if (sign === '+') continue;
  hash = 0;
  for (const a of values) for (const b of values) { mix(attempt(f, a, b)); }
  console.log(sign, hash, values.map(v => attempt(f, v, '3')).join(' '));
}
for (const b of partners) console.log('+', values.map(v => attempt(operators['+'], v, b)).join(' '));
const unary = { '-': v => -v, '+': v => +v, '~': v => ~v, '++': v => { let w = v; w++; return w; }, '--': v => { let w = v; return w--; }, '!': v => !v };
for (const [sign, f] of Object.entries(unary)) console.log(sign, values.map(v => attempt(f, v)).join(' '));

// The order of conversions, and what is thrown first.
const log = [];
const noisy = (n, v) => ({ valueOf() { log.push(n); return v; } });
for (const f of [operators['*'], operators['<'], operators['-'], operators['%'], operators['+']]) {
  for (const [a, b] of [[noisy('a', '3'), noisy('b', '4')], ['3', noisy('b', 2n)], [noisy('a', 1), Symbol()], [Symbol(), noisy('b', 1)], [noisy('a', 1n), '2']]) {
    log.push(attempt(f, a, b));
  }
}
console.log(log.join(' '));

// Loops whose operands are one kind, then another.
function sum(items, n) { let s = 0; for (let i = 0; i < n; i++) s = s + (items[i % items.length] * 2 - 1); return s; }
console.log(sum(['1', '2', '3'], 40), sum(['1', 2, null, true], 40), sum([undefined, 1], 3), sum(['0x10', '1e1'], 8), sum([1.5, '2.5'], 9));
function big(n) { let r = 1n, b = 12345678901n; for (let i = 1n; i < n; i++) { r = (r * b + i) % 1000000007n; b = -b / 3n - i; } return [r, b]; }
console.log(big(60n).join());
const edges = [1n, -1n, 2n ** 62n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 63n, 2n ** 64n - 1n, -(2n ** 64n) + 1n, 2n ** 64n, 7n, -7n];
console.log(edges.map(a => edges.map(b => `${a / b}:${a % b}`).join(' ')).join('\n'));
