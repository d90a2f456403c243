// p-map 7.1.1, p-limit 7.3.3, p-all 5.0.1, p-props 6.1.0, p-reduce 3.0.0, p-each-series 3.0.0, p-waterfall 3.0.0, p-defer 4.0.1
import pMap, { pMapIterable, pMapSkip } from "p-map";
import pLimit, { limitFunction } from "p-limit";
import pAll from "p-all";
import pProps from "p-props";
import pReduce from "p-reduce";
import pEachSeries from "p-each-series";
import pWaterfall from "p-waterfall";
import pDefer from "p-defer";

const ticks = async (n) => { for (let i = 0; i < n; i++) await null; };
const log = [];
const traced = (name) => async (x, i) => { log.push(`${name}+${x}`); await ticks(10 - x); log.push(`${name}-${x}`); return x * 10 + i; };
const flush = (label) => { console.log(label, log.join(" ")); log.length = 0; };

console.log(await pMap([1, 2, 3, 4, 5], traced("m"), { concurrency: 2 }));
flush("concurrency 2:");
console.log(await pMap([5, 4, 3, 2, 1], traced("m")));
flush("unlimited:");
console.log(await pMap([1, Promise.resolve(2), 3], (x) => (x === 2 ? pMapSkip : x)));
async function* source() { for (let i = 1; i < 6; i++) { await null; log.push(`yield ${i}`); yield i; } log.push("source done"); }
console.log(await pMap(source(), traced("a"), { concurrency: 3 }));
flush("async iterable:");

for (const stopOnError of [true, false]) {
  try {
    await pMap([1, 2, 3, 4], async (x) => { await null; if (x % 2 === 0) throw new RangeError(`bad ${x}`); return x; }, { concurrency: 1, stopOnError });
  } catch (e) {
    console.log(stopOnError, e.constructor.name, e.message, e.errors?.map(String));
  }
}
const controller = new AbortController();
const aborted = pMap([1, 2, 3], async (x) => { await ticks(5); if (x === 2) controller.abort(new Error("enough")); return x; }, { concurrency: 1, signal: controller.signal });
await aborted.catch((e) => console.log("aborted:", e.message));
for (const bad of [{ concurrency: 0 }, { concurrency: 1.5 }, { concurrency: "2" }]) await pMap([], () => {}, bad).catch((e) => console.log(e.name, e.message));
await pMap(7, () => {}).catch((e) => console.log(e.name, e.message));

const seen = [];
for await (const x of pMapIterable(source(), traced("i"), { concurrency: 2, backpressure: 3 })) { seen.push(x); if (x === 43) break; }
console.log(seen);
flush("iterable:");

const limit = pLimit(2);
const jobs = [1, 2, 3, 4, 5].map((x) => limit(traced("l"), x, 0));
console.log(limit.activeCount, limit.pendingCount);
await ticks(3);
console.log(limit.activeCount, limit.pendingCount);
console.log(await Promise.all(jobs), limit.activeCount, limit.concurrency);
flush("limit:");
limit.concurrency = 3;
const more = Promise.allSettled([1, 2, 3, 4].map((x) => limit(async () => { await ticks(x); if (x === 3) throw x; return x; })));
console.log(JSON.stringify(await more), JSON.stringify(await limit.map([3, 4], async (x) => x + 1)));
const one = limitFunction(traced("f"), { concurrency: 1 });
console.log(await Promise.all([one(1, 1), one(2, 2), one(3, 3)]));
flush("function:");
try { pLimit(0); } catch (e) { console.log(e.name, e.message); }

console.log(await pAll([() => 1, async () => { await null; return 2; }, () => Promise.resolve(3)], { concurrency: 1 }));
console.log(await pProps({ a: 1, b: Promise.resolve(2), c: ticks(3) }), await pProps(new Map([["x", Promise.resolve(9)]]), (v, k) => k + v));
console.log(await pReduce([Promise.resolve(1), 2, ticks(2).then(() => 3)], async (sum, x, i) => { await null; return sum + x * i; }, 100), await pReduce([], (a) => a, "none"));
console.log(await pEachSeries([3, Promise.resolve(1), 2], async (x) => { log.push(`in${x}`); await ticks(x); log.push(`out${x}`); return x === 1 ? pEachSeries.stop : undefined; }));
flush("series:");
console.log(await pWaterfall([() => 2, async (x) => x * 3, (x) => Promise.resolve(x + 1)]), await pWaterfall([(s) => s + "!"], "start"));
const deferred = pDefer();
deferred.promise.then((v) => console.log("deferred", v));
deferred.resolve("done");
await deferred.promise;
console.log("end");
