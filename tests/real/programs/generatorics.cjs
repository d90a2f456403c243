// generatorics 1.1.0
const G = require("generatorics");

for (const subset of G.powerSet(["a", "b", "c"])) console.log(subset.join(""));
for (const perm of G.permutation(["a", "b", "c"], 2)) console.log(perm.join(""));
for (const comb of G.combination(["a", "b", "c", "d"], 2)) console.log(comb.join(""));
for (const prod of G.cartesian([0, 1, 2], [0, 10], [0, 100])) console.log(prod.join(" "));
for (const n of G.baseN(["0", "1"], 3)) console.log(n.join(""));
console.log([...G.clone.permutation(["x", "y", "z"])], G.P(10, 5), G.C(10, 5), G.factorial(5));
