// streaming-iterables 8.0.1, it-map 3.1.6, it-filter 3.1.6, it-pipe 3.0.1, it-merge 3.0.15, it-batch 3.0.11, it-parallel 3.0.16, it-take 3.0.11, it-all 3.0.11, it-last 3.0.11
import * as si from "streaming-iterables";
import map from "it-map";
import filter from "it-filter";
import { pipe } from "it-pipe";
import merge from "it-merge";
import batch from "it-batch";
import parallel from "it-parallel";
import take from "it-take";
import all from "it-all";
import last from "it-last";

const ticks = async (n) => { for (let i = 0; i < n; i++) await null; };
const log = [];
async function* numbers(n, name = "", wait = 1) {
  try { for (let i = 1; i <= n; i++) { await ticks(wait); yield name + i; } } finally { log.push(`${name}closed`); }
}
const count = async function* (n) { for (let i = 1; i <= n; i++) { await null; yield i; } };
const flush = () => { if (log.length) console.log("  ", log.join(" ")); log.length = 0; };

console.log(await si.collect(si.map((x) => x + "!", numbers(3))), si.collect(si.map((x) => x * 2, [1, 2])), await si.collect(si.filter(async (x) => x % 2, count(5))));
console.log(await si.collect(si.batch(2, count(5))), await si.collect(si.flatten([[1], count(2), [[3]]])), await si.collect(si.flatMap((x) => [x, -x], count(2))), await si.collect(si.concat([1], count(2))));
console.log(await si.collect(si.merge(numbers(3, "a"), numbers(3, "b"))), await si.collect(si.parallelMerge(numbers(2, "slow", 30), numbers(2, "fast", 2))));
flush();
console.log(await si.collect(si.parallelMap(2, async (x) => { log.push(`<${x}`); await ticks(12 - x); log.push(`${x}>`); return x; }, count(5))));
flush();
console.log(await si.collect(si.transform(3, async (x) => { await ticks(20 - 4 * x); return x; }, count(4))), await si.reduce((a, x) => a + x, 0, count(10)));
console.log(await si.collect(si.take(2, numbers(9, "t"))), await si.collect(si.drop(3, count(5))), await si.collect(si.buffer(2, count(4))), await si.collect(si.flatTransform(2, async (x) => [x, x], count(2))));
flush();
console.log(await si.pipeline(() => count(6), si.filter((x) => x > 2), si.map(async (x) => x * x), si.batch(3), si.collect));
await si.consume(si.tap((x) => log.push(x), count(3)));
flush();
async function* failing() { yield 1; throw new RangeError("source failed"); }
for (const [name, f] of [["map", () => si.map((x) => x, failing())], ["parallelMap", () => si.parallelMap(2, (x) => x, failing())], ["merge", () => si.merge(failing(), count(3))], ["buffer", () => si.buffer(5, failing())]])
  await si.collect(f()).then((r) => console.log(name, r), (e) => console.log(name, e.message));

console.log(await all(map(count(3), async (x) => x * 2)), all(map([1, 2], (x) => x + 1)), await all(filter(count(6), async (x) => x % 3 === 0)), await last(count(4)), await all(take(numbers(5, "c"), 2)));
console.log(await all(batch(count(5), 2)), (await all(merge(numbers(2, "x"), numbers(2, "y")))).sort());
flush();
console.log(await all(parallel(map(count(5), (x) => async () => { await ticks(20 - 3 * x); return x; }), { concurrency: 3, ordered: true })), await all(parallel([async () => { await ticks(50); return "late"; }, async () => "early"])));
console.log(await pipe(count(5), (source) => map(source, (x) => x * 10), async function* (source) { for await (const x of source) if (x > 20) yield `<${x}>`; }, (source) => all(source)));
await pipe(failing(), (s) => map(s, (x) => x), all).catch((e) => console.log("pipe:", e.message));
for await (const x of merge(numbers(50, "m"), numbers(50, "n"))) if (x === "m3") break;
await ticks(20);
console.log(log.sort());
