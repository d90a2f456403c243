// BigInt as a function, its methods, and BigInts shown.
const show = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
for (const v of [5, -0, 1e21, "12", " 0xff ", "-3", "", "1n", 1.5, NaN, true, null, undefined, Symbol("s"), [9], {}]) {
  console.log(v, show(() => BigInt(v)));
}
console.log(Number(2n ** 64n + 1n), Number(-(2n ** 53n) - 1n), Number(10n ** 400n), parseInt("12n"), parseFloat(3n),
  String(5n), Boolean(0n));
for (const radix of [2, 8, 10, 16, 36]) console.log((-255n).toString(radix), (2n ** 70n).toString(radix));
console.log(show(() => 1n.toString(37)), show(() => BigInt.prototype.toString.call(1)));
for (const bits of [0, 1, 8, 64, 65]) {
  console.log(bits, [0n, 255n, -1n, 2n ** 64n - 1n, -(2n ** 63n)].map((b) =>
    `${BigInt.asIntN(bits, b)}/${BigInt.asUintN(bits, b)}`).join(" "));
}
console.log(show(() => BigInt.asIntN(-1, 0n)).slice(0, 10), show(() => BigInt.asIntN(1, 0)), BigInt.asUintN(3, "25"));
console.log((1234567890123456789n).toLocaleString("en-US"), (12n).valueOf(), Object(1n).valueOf() === 1n);
console.log(Object.prototype.toString.call(1n), BigInt.prototype[Symbol.toStringTag], BigInt.length, BigInt.name);
console.log(10n, [1n, -2n], { a: 3n }, Object(4n), new Map([[5n, 6n]]));
console.log("%d %i %f %s %o", 1n, 2n, 3n, 4n, 5n);
console.log(show(() => JSON.stringify({ a: 1n })));
BigInt.prototype.toJSON = function () {
  return `${this}n`;
};
console.log(JSON.stringify({ a: 1n, b: [Object(2n)] }));
class Money {
  #cents = 100n;
  static unit = 1n;
  add(n = 1n) {
    return (this.#cents += n * Money.unit);
  }
}
console.log(new Money().add(), new Money().add(5n), 1n instanceof BigInt, Object(1n) instanceof BigInt);
