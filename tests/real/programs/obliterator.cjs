// obliterator 2.0.5
const obliterator = require("obliterator");
const { Iterator, iter, chain, combinations, consume, every, filter, find, includes, map, permutations, powerSet, range, some, split, take, takeInto } = obliterator;

console.log(Object.keys(obliterator).sort().join(" "));
console.log(take(combinations(["A", "B", "C", "D"], 2)), take(permutations([1, 2, 3])), take(powerSet(["x", "y", "z"])));
console.log(take(chain(iter([1, 2]), range(3, 6))), take(range(4)), take(filter(range(10), (x) => x % 3 === 0)));
console.log(some(range(5), (x) => x > 3), every(range(5), (x) => x < 3), find(range(9), (x) => x * x > 20), includes(range(3), 2));
console.log(take(split(/;/g, "hello;world;super")), takeInto(Array, map(range(6), (x) => x % 3), 6));
consume(range(3));
const it = new Iterator(function () { return { done: this === undefined, value: 1 }; });
console.log(it.next(), [...Iterator.of(1, 2, 3)], [...Iterator.fromSequence("ab")], Iterator.is(it));
