console.log((1.005).toFixed(2), (1234.5678).toFixed(1), (0).toFixed(2), (-1.5).toFixed(0), (2.5).toFixed(0),
  (1e21).toFixed(2), (0.000001).toFixed(7), (1.45).toFixed(1), NaN.toFixed(2));
console.log((123.456).toPrecision(4), (0.00001).toPrecision(1), (123456).toPrecision(2), (1e21).toPrecision(3),
  (5).toPrecision(3), (123.456).toExponential(2), (0).toExponential(), (0.00015).toExponential(),
    (12345).toExponential(0));
console.log((255).toString(16), (255).toString(2), (-255).toString(36), (0.5).toString(2),
  (0.1).toString(3).slice(0, 20), (1e21).toString(7).slice(0, 12), (3.75).toString(8), NaN.toString(2));
console.log(0.1 + 0.2, 1e21, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308, 0.000001, 100, 1e5, 1.10,
  -1e-10, 2 ** 53, 4.35, 1 / 3, 1e300 * 10, 0xff, 0b101, 0o17, 1_000_000, .5, 5.);
console.log(Number.MAX_SAFE_INTEGER, Number.MIN_VALUE, Number.EPSILON, Number.MAX_VALUE, (25).toString(), `${1e100}`);
