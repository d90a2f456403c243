// js-combinatorics 2.1.4
import * as $C from "js-combinatorics";

console.log($C.permutation(24, 12), $C.combination(24, 12), $C.factorial(25), $C.randomInteger(1));
console.log([...new $C.Permutation("abcd", 2)].map((p) => p.join("")).join(","));
console.log([...new $C.Combination("abcde", 3)].map((p) => p.join("")).join(","), new $C.Combination("abcdefgh", 4).at(-1));
console.log([...new $C.PowerSet("abc")], new $C.PowerSet("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ").length);
console.log([...new $C.BaseN("01", 3)].map((p) => p.join("")), [...new $C.CartesianProduct("01", "ab", "xy")].length);
const p = new $C.Permutation("abcdefghijklmnopqrstuvwxyz"); console.log(p.length, p.nth(403291461126605635583999999n)?.join(""));
console.log($C.factoradic(511), $C.combinadic(16, 8)(12870n - 1n));
