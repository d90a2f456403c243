// ramda 0.32.0
import * as R from "ramda";

console.log(R.pipe(R.map(R.multiply(2)), R.filter(R.gt(R.__, 4)), R.sum)([1, 2, 3, 4]), R.compose(R.toUpper, R.reverse)("abc"));
console.log(R.groupBy((n) => (n % 2 ? "odd" : "even"), [1, 2, 3]), R.transduce(R.compose(R.map(R.inc), R.take(2)), R.flip(R.append), [], [1, 2, 3, 4]));
console.log(R.path(["a", 0, "b"], { a: [{ b: 7 }] }), R.over(R.lensPath(["x", "y"]), R.negate, { x: { y: 5 } }), R.zipWith(R.add, [1, 2], [10, 20]));
console.log(R.curry((a, b, c) => a + b + c)(1)(R.__, 3)(2), R.equals(new Map([[1, [2]]]), new Map([[1, [2]]])), R.toString({ a: [1, "x", new Set([1])] }));
console.log(R.sortWith([R.descend(R.prop("a")), R.ascend(R.prop("b"))])([{ a: 1, b: 2 }, { a: 2, b: 1 }, { a: 1, b: 1 }]), R.mergeDeepRight({ a: { b: 1 } }, { a: { c: 2 } }));
console.log(R.unfold((n) => (n > 5 ? false : [n * n, n + 1]), 1), R.aperture(2, [1, 2, 3]), R.xprod([1, 2], ["a"]), R.match(/([a-z]a)/g, "bananas"), R.splitEvery(3, "foobarbaz"));
