const z = (x) => Object.is(x, -0) ? '-0' : String(x);
console.log([-0, 0 * -1, -1 * 0, 0 / -5, -0 + 0, -0 - 0, -0 + -0, 0 - 0, Math.round(-0.4), Math.ceil(-0.5),
  Math.max(-0, 0), Math.min(0, -0), -5 % 5, 5 % -5, -0 % 1, +'-0', -'0', parseInt('-0'), Math.trunc(-0.9),
    Math.sign(-0), (-0) ** 3, (-0) ** 2, Math.sqrt(-0), Math.abs(-0), -0 | 0, Number('-0.0'), JSON.parse('-0'),
      [-0].indexOf(0) - 0].map(z).join(' '));
console.log(1 / -0, 1 / 0, -0 === 0, String(-0), `${-0}`, JSON.stringify(-0), [-0] + '', (-0).toFixed(1));
console.log(NaN === NaN, NaN != NaN, [NaN].includes(NaN), [NaN].indexOf(NaN), new Set([NaN, NaN]).size,
  new Set([0, -0]).size, Object.is(NaN, 0 / 0), NaN ** 0, 1 ** NaN, 1 ** Infinity, isNaN('x'), Number.isNaN('x'));
let m = 0;
m = -m;
console.log(z(m));
let i = 1;
i--;
i *= -1;
console.log(z(i));
let c = -1;
c++;
console.log(z(c));
console.log(z(-(5 - 5)), z(0 * -3), z(-3 * 0), z(-4 % 2));
