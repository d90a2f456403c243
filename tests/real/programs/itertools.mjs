// itertools 2.6.0
import * as it from "itertools";

console.log([...it.chain([1, 2], "ab", new Set([3]))]);
console.log(it.take(5, it.cycle("abc")), [...it.islice(it.count(10, 3), 2, 9, 2)]);
console.log([...it.permutations([1, 2, 3], 2)].map((p) => p.join("")).join(" "));
console.log([...it.groupby([1, 1, 2, 3, 3, 3, 1], (x) => x)].map(([k, v]) => `${k}x${[...v].length}`));
console.log([...it.zip([1, 2, 3], "abc")], [...it.zipLongest([1], "abc")]);
console.log([...it.takewhile([1, 4, 6, 4, 1], (x) => x < 5)], [...it.dropwhile([1, 4, 6, 4, 1], (x) => x < 5)]);
console.log([...it.chunked([1, 2, 3, 4, 5], 2)], [...it.pairwise([1, 2, 3, 4])], [...it.roundrobin("ABC", "D", "EF")]);
console.log([...it.uniqueEverseen("AAAABBBCCDAABBB")].join(""), [...it.intersperse(0, [1, 2, 3])]);
console.log(it.sum(it.range(101)), it.max([3, 9, 2]), it.sorted("hello").join(""), it.all([1, 0]), it.any([0, 1]));
console.log([...it.compress("ABCDEF", [1, 0, 1, 0, 1, 1])], [...it.flatten([[1], [2, [3]]])].length, it.first(it.count(), (n) => n * n > 50));
