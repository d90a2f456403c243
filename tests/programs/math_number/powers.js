// Powers with integer exponents are the numbers next to the true ones, which BigInt tells.
let wrong = 0;
let counted = 0;
for (let base = 2; base <= 60; base++) {
  for (let exponent = 1; exponent <= 1100; exponent++) {
    const exact = Number(BigInt(base) ** BigInt(exponent));
    if (exact === Infinity) {
      if (base ** exponent !== Infinity) wrong++;
      break;
    }
    counted++;
    if (base ** exponent !== exact || Math.pow(-base, exponent) !== (exponent % 2 ? -exact : exact)) wrong++;
  }
}
console.log(counted, wrong);

// 1 / base^n: scaled until 64 digits are left, of which the first 53 bits count.
const nearestQuotient = (divisor) => {
  const length = divisor.toString(2).length;
  const scale = BigInt(length + 54);
  let quotient = (1n << scale) / divisor;
  const surplus = BigInt(quotient.toString(2).length - 53);
  const half = 1n << (surplus - 1n);
  const rest = quotient & ((1n << surplus) - 1n);
  let digits = quotient >> surplus;
  const exact = (1n << scale) % divisor === 0n;
  if (rest > half || (rest === half && (!exact || digits & 1n))) digits++;
  return Number(digits) * 2 ** -Number(scale - surplus);
};
wrong = counted = 0;
for (let base = 3; base <= 40; base++) {
  for (let exponent = 1; exponent <= 150; exponent++) {
    const want = nearestQuotient(BigInt(base) ** BigInt(exponent));
    counted++;
    if (base ** -exponent !== want) wrong++;
  }
}
console.log(counted, wrong);

// Constants that the compiler folds, and the same at run time.
const ten = Number('10');
console.log(10 ** 23 === ten ** 23, 10 ** -5 === ten ** -5, 3 ** 40 === Number('3') ** 40, 1e23 === ten ** 23,
  1e-7 === ten ** -7);
console.log(2 ** -1074, 2 ** 1023, 2 ** 1024, (-2) ** 3, (-2) ** -3, (-0) ** 3, (-0) ** -3, 0 ** 0, NaN ** 0);
console.log(1 ** Infinity, (-1) ** -Infinity, 1.5 ** Infinity, 0.5 ** Infinity, (-8) ** (1 / 3), 4 ** 0.5,
  (-Infinity) ** 3);
// gc-period: 7
