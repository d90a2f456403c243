// Math.min and Math.max: kinds of numbers, conversions in order, zeros, NaN.
const show = (...v) => console.log(...v.map((x) => (Object.is(x, -0) ? '-0' : x)));
show(Math.max(), Math.min(), Math.max(3), Math.min(-3), Math.max(1, 5, 3), Math.min(4, 2, 8));
show(Math.max(0, -0), Math.max(-0, 0), Math.min(0, -0), Math.min(-0, 0), Math.max(-0, -0), Math.min(-0), Math.max(-1, -0));
show(Math.max(1, 2.5, 2), Math.min(1, 0.5, 2), Math.max(2 ** 31, 2 ** 31 - 1, -1), Math.min(-(2 ** 31), -(2 ** 31) - 1, 0));
show(Math.max(NaN, 1), Math.max(1, NaN, 2), Math.min(NaN, -Infinity), Math.min(1, NaN), Math.max(Infinity, 1), Math.min(1, -Infinity));
show(Math.max('3', 2), Math.min('x', 1), Math.max(true, false), Math.min(null, 1), Math.max(undefined, 1), Math.max([7], 2), Math.max(1, '0x10'));
const log = [];
const value = (v) => ({ valueOf() { log.push(v); return v; } });
show(Math.max(value(1), NaN, value(3), value(2)), Math.min(1, 2, value(0)), log.join());
for (const bad of [[1n], [1, 2n, value(9)], [1, Symbol()], [value(4), { valueOf() { throw new RangeError('thrown'); } }, value(5)]]) {
  log.length = 0;
  try { show(Math.max(...bad)); } catch (e) { show(e.name, log.join()); }
}
const f = (a, b, c) => [Math.min(a, b, c), Math.max(a, b, c), Math.max(a, b), Math.min(a)];
for (const [a, b, c] of [[1, 2, 3], [3, 2, 1], [1.5, 2, -0], [0, -0, 0], [NaN, 1, 2], ['5', 4, 3], [2147483647, 2147483648, -2147483648]]) show(...f(a, b, c));
