// toFixed, toPrecision and toExponential round the exact value, halves away from 0.
const numbers = [0, -0, 0.5, 1.5, 2.5, -2.5, 0.05, 0.25, 1.005, 1.45, 8.345, 10.235, 1.255, 123.456, 999.95, 9999.995,
  0.000001,
  1e-7, 1.5e-10, 5e-324, 4503599627370497.5, 9007199254740993, 1e20, 123456789012345680000, 999999999999999900000,
    1e21, 1.7976931348623157e308,
  0.1, 0.3, 1 / 3, 2 / 3, 100 / 7, 1e15 + 0.3, 2 ** 70, 2 ** -30];
for (const n of numbers) {
  const row = [];
  for (const places of [0, 1, 2, 5, 17, 22, 23, 60, 100]) row.push(n.toFixed(places));
  for (const digits of [1, 2, 3, 15, 17, 21, 39, 60, 100]) row.push(n.toPrecision(digits), n.toExponential(digits - 1));
  console.log(String(n), row.join(' '));
}
let state = 7;
const random = () => (state = (state * 48271) % 2147483647);
let hash = 0;
for (let i = 0; i < 1500; i++) {
  const n = (random() / 2 ** (i % 60)) * (i % 2 ? -1 : 1);
  const text = n.toFixed(i % 23) + n.toPrecision(1 + (i % 30)) + n.toExponential(i % 20);
  for (let k = 0; k < text.length; k++) hash = (hash * 31 + text.charCodeAt(k)) | 0;
}
console.log(hash);
// gc-period: 7
