const vs = [-2.5, -0.5, 0, 0.5, 1.5, 2.5, 1e10, NaN, Infinity];
for (const f of ['floor', 'ceil', 'round', 'trunc', 'abs', 'sign', 'fround']) console.log(f,
  vs.map((v) => Object.is(Math[f](v), -0) ? '-0' : Math[f](v)).join(' '));
console.log(Math.max(), Math.min(), Math.max(1, '3', 2), Math.max(1, NaN), Math.min(-0, 0), Math.hypot(3, 4),
  Math.hypot(), Math.cbrt(27).toFixed(9), Math.sqrt(2), Math.sqrt(-1), Math.pow(2, 0.5), Math.pow(NaN, 0));
console.log(Math.imul(3, -4), Math.clz32(16), Math.log2(8), Math.log10(1000), Math.exp(0), Math.log(1),
  Math.atan2(0, -1), Math.sin(0), Math.cos(0), Math.round(0.49999999999999994), Math.round(-1.5),
    Math.round(2 ** 52 + 1), Math.PI, Math.E);
console.log(Object.prototype.toString.call(Math), typeof Math.random(), Math.sin(1).toFixed(10),
  Math.tan(1).toFixed(10), Math.exp(1).toFixed(10), Math.log1p(1e-10), Math.expm1(0), Math.sinh(1).toFixed(8),
    Math.acosh(2).toFixed(8));
