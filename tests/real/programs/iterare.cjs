// iterare 1.2.1
const { iterate } = require("iterare");

console.log(iterate([1, 2, 3, 4, 5]).filter((x) => x % 2 === 1).map((x) => x * 10).concat([7], new Set([8])).toArray());
console.log(iterate([..."hello"]).slice(1, 4).join("-"), iterate([[1, 2], [3]]).flatten().reduce((a, b) => a + b), iterate(new Map([["a", 1]])).toMap());
console.log(iterate([1, 2, 3]).some((x) => x > 2), iterate([1, 2, 3]).every((x) => x > 2), iterate([1, 2, 3]).find((x) => x > 1), iterate([3]).includes(3));
const [a, b] = [iterate([1, 2][Symbol.iterator]()), iterate([9]).take(1)];
console.log(a.drop(1).toSet(), b.next(), b.next());
