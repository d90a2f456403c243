const a = [1, 2, 3, 2, NaN];
console.log(a.indexOf(2), a.lastIndexOf(2), a.includes(NaN), a.indexOf(NaN), a.indexOf(2, -3), a.at(-2), a.at(9),
  a.slice(1, -1).join(), a.slice(-2).join(), a.slice(9).length);
console.log([1].concat(2, [3, [4]]).length, [].concat('ab', ['c']).join(),
  [1, 2].concat({ length: 1, 0: 'x', [Symbol.isConcatSpreadable]: true }).join());
console.log([null, undefined, 1, [2, [null]]].join(), [1, 2].join(undefined), [[], [[]]].toString(),
  Array.of(7).length, Array(3).length, Array.isArray([]), Array.from('ab', (c) => c + c).join(),
    Array.from({ length: 2, 0: 'z' }).join());
console.log(a.toSorted().join(), a.toReversed().join(), a.with(0, 'w').join(), a.toSpliced(1, 2, 'n').join(), a.join());
try {
  a.with(10, 1);
} catch (e) {
  console.log(e.name);
}
const nested = [1];
nested.push(nested);
console.log(nested.join());
