const vs = [undefined, null, true, 3, -0, NaN, '', ' 7 ', '0x1f', '1e3', 'x', [], [2], [1, 2], {}];
for (const a of vs) console.log(String(JSON.stringify(a) ?? a).padEnd(9),
  [+a, -a, a + 1, a + '', a - 1, a * 2, a / 2, a % 2, a ** 2, ~a, !a,
    typeof a].map((x) => Object.is(x, -0) ? '-0' : String(x)).join(' | '));
console.log([] + [], [] + {}, 1 + null, 1 + undefined, '5' * '4', '5' + 4, 5 + +'4', true + true, [2] * [3],
  null + 'x', 1 + 2 + '3' + 4 + 5);
