// Array methods with callbacks, as they are chained.
const numbers = Array.from({ length: 20000 }, (_, i) => (i * 7919) % 10007);
let sum = 0;
for (let round = 0; round < 12; round++) {
  const picked = numbers.filter((n) => n % 3 === round % 3).map((n, i) => n * 2 + i);
  sum = (sum + picked.reduce((a, b) => (a + b) % 65521, 0)) % 1000003;
  numbers.forEach((n, i) => { if ((n ^ i) === round) sum++; });
  sum += numbers.findIndex((n) => n === 9000 + round) + numbers.findLastIndex((n) => n === round);
  if (numbers.some((n) => n > 10006)) sum++;
  if (numbers.every((n) => n >= 0)) sum++;
  sum += numbers.slice(0, 2000).flatMap((n) => (n % 2 ? [n, n + 1] : [])).length;
  sum += [...numbers].sort((a, b) => a - b)[round * 100] + numbers.toSorted()[round].toString().length;
}
console.log('array_callbacks', sum);
