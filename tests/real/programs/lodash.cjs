// lodash 4.18.1
const _ = require("lodash");

console.log(_.chunk([1, 2, 3, 4, 5], 2), _.groupBy([6.1, 4.2, 6.3], Math.floor), _.flattenDeep([1, [2, [3, [4]]]]));
console.log(_.sortBy([{ n: 3, s: "c" }, { n: 1, s: "a" }, { n: 2, s: "b" }], "n").map((o) => o.s), _.orderBy([3, 1, 2], [], ["desc"]));
console.log(_.merge({ a: [{ b: 2 }] }, { a: [{ c: 3 }] }), _.cloneDeep({ x: [1, { y: new Map([[1, 2]]) }] }), _.isEqual({ a: [1, 2] }, { a: [1, 2] }));
console.log(_.camelCase("foo bar-baz"), _.kebabCase("fooBarBaz"), _.startCase("--foo-bar--"), _.truncate("hi-diddly-ho there", { length: 12 }), _.words("fred, barney, & pebbles"));
console.log(_(["a", "b", "c", "d"]).map((s) => s.toUpperCase()).filter((s) => s !== "B").take(2).value(), _.get({ a: [{ b: { c: 3 } }] }, "a[0].b.c"));
console.log(_.curry((a, b, c) => [a, b, c])(1)(2)(3), _.memoize((x) => x * 2)(4), _.partition([1, 2, 3, 4], (n) => n % 2), _.zipObject(["a", "b"], [1, 2]));
console.log(_.template("hello <%= user %>!", { evaluate: /<%([\s\S]+?)%>/g }) instanceof Function, _.escape("a < b & c"), _.range(0, -4, -1), _.padStart("abc", 6, "_-"));
console.log(_.template("<% for (const u of users) { %>[<%- u %>]<% } %>")({ users: ["fred", "<b>"] }));
console.log(_.uniqWith([{ x: 1 }, { x: 1 }], _.isEqual), _.intersection([2, 1], [2, 3]), _.inRange(3, 2, 4), _.countBy("mississippi"), _.debounce.length);
