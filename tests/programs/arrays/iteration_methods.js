const a = [5, 1, 4];
console.log(a.map((x, i, s) => x * i + s.length).join(), a.filter((x) => x > 1).join(),
  a.reduce((p, x) => p + '-' + x), a.reduceRight((p, x) => p + x, ''), a.some((x) => x > 4), a.every((x) => x > 4),
    a.find((x) => x < 5), a.findIndex((x) => x === 9), a.findLast((x) => x > 3), a.findLastIndex((x) => x === 5));
const holes = [1, , 3];
let n = 0;
holes.forEach(() => n++);
console.log(n, holes.map((x) => x * 2).length, 1 in holes.map((x) => x), holes.filter(() => true).length,
  holes.find((x) => x === undefined), [...holes.keys()].join());
console.log([1, [2, [3, [4]]]].flat().length, [1, [2, [3, [4]]]].flat(Infinity).join(),
  [1, 2].flatMap((x) => [x, [x]]).length);
const grow = [1, 2, 3];
const seen = [];
grow.forEach((x, i) => {
  seen.push(x);
  if (i === 0) {
    grow.push(9);
    grow.length = 2;
  }
});
console.log(seen.join());
