// d3-array 3.2.5
import * as d3 from "d3-array";

const data = [{ k: "a", v: 3 }, { k: "b", v: 5 }, { k: "a", v: 8 }];
console.log(d3.extent([5, 1, 9, NaN]), d3.mean([1, 2, 3, 4]), d3.median([7, 1, 3]), d3.deviation([1, 2, 3, 4]), d3.quantile([1, 2, 3, 4, 5], 0.3));
console.log(d3.group(data, (d) => d.k), d3.rollup(data, (g) => d3.sum(g, (d) => d.v), (d) => d.k), d3.flatRollup(data, (g) => g.length, (d) => d.k));
console.log(d3.range(0, 1, 0.25), d3.ticks(0, 10, 5), d3.nice(0.13, 9.7, 5), d3.bisectLeft([1, 3, 5], 3), d3.cross([1, 2], ["x", "y"]), d3.pairs([1, 2, 3]));
console.log(d3.bin().thresholds(3)([1, 2, 2, 5, 9]).map((b) => [b.x0, b.x1, b.length]), [...d3.cumsum([1, 2, 3])], d3.rank([30, 10, 20]).join(), d3.shuffler(() => 0)([1, 2, 3]));
console.log([...d3.union([1, 2], [2, 3])], [...d3.intersection([1, 2], [2])], d3.superset([1, 2], [1]), d3.zip([1, 2], [3, 4]), d3.fsum([0.1, 0.2, 0.3, 1e20, -1e20]), d3.index(data.slice(0, 2), (d) => d.k).get("b"));
