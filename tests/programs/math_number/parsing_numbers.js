console.log(['42px', '3.9', '0x1F', ' -7 ', 'abc', '', '1e3', '-0', '0b11', '9007199254740993',
  '١'].map((s) => parseInt(s)).join(), parseInt('ff', 16), parseInt('zz', 36), parseInt('12', 2), parseInt('8', 8),
    parseInt('10', 1), parseInt('10', 37), parseInt(null), parseInt(1e21), parseInt(0.0000005));
console.log(['3.14abc', '.5', '-.5e-2', '1e', 'e1', 'Infinityx', '  2', '1.2.3', '+4',
  '--1'].map((s) => parseFloat(s)).join());
console.log(['', ' ', '12', ' 12\n', '1,2', '0x1f', '0b101', '0o17', '-0x1', '1e3', '.5', '5.', '.', '+5', '--5',
  'Infinity', '-Infinity', 'infinity', '1_000', '12px', 'NaN', '1e1000', '\u00a07'].map(Number).join());
console.log(Number(null), Number(undefined), Number(true), Number([]), Number([5]), Number([1, 2]), Number({}),
  Number({ valueOf: () => '8' }), Number.isInteger(5.0), Number.isInteger('5'), Number.isSafeInteger(2 ** 53),
    Number.isFinite('1'), isFinite('1'), Number.parseFloat === parseFloat);
