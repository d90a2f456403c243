// @thi.ng/transducers 9.7.0
import * as tx from "@thi.ng/transducers";

console.log(tx.transduce(tx.comp(tx.filter((x) => x & 1), tx.map((x) => x * x)), tx.push(), tx.range(10)));
console.log([...tx.iterator(tx.comp(tx.partition(3, 1), tx.map((p) => p.join(""))), "abcdef")], [...tx.permutations("ab", [1, 2])]);
console.log(tx.frequencies("mississippi"), tx.groupByObj({ key: (x) => x.length }, ["a", "bb", "cc"]), [...tx.dedupe([1, 1, 2, 2, 1])], [...tx.take(4, tx.cycle("ab"))]);
console.log([...tx.zip("abc", tx.range())], tx.str("-", tx.interleave([1, 2], "xy")), [...tx.slidingWindow(2, [1, 2, 3])], [...tx.flatten([[1, [2]], 3])]);
console.log(tx.reduce(tx.add(), tx.map((x) => x * 2, tx.range(5))), [...tx.sortedKeys({ b: 1, a: 2 })], [...tx.take(2, tx.choices("a", [1]))]);
