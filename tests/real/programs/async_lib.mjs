// async 3.2.6: callbacks and async functions, without timers
import async from "async";

const defer = (f) => queueMicrotask(f);
const log = [];
const step = (name, n, result, error) => (...args) => {
  const callback = args.pop();
  log.push(`<${name}`);
  const turn = (i) => (i ? defer(() => turn(i - 1)) : (log.push(`${name}>`), callback(error ?? null, result ?? args.join("+"))));
  turn(n);
};
const flush = (label) => { console.log(label, log.join(" ")); log.length = 0; };

console.log(await async.series([step("a", 3, 1), step("b", 1, 2)]), await async.parallel({ x: step("x", 3, 1), y: step("y", 1, 2) }));
flush("control:");
console.log(await async.waterfall([step("w1", 1, "r1"), step("w2", 2), step("w3", 1)]));
console.log(await async.auto({ get: step("get", 2, "g"), make: step("make", 1, "m"), write: ["get", "make", (r, cb) => cb(null, r.get + r.make)], mail: ["write", async (r) => r.write.toUpperCase()] }));
flush("auto:");
console.log(await async.autoInject({ one: async () => 1, two: ["one", async (one) => one + 1], three: ["one", "two", async (one, two) => one + two] }));
console.log(await async.map([3, 1, 2], async (x) => { await null; return x * x; }), await async.mapLimit([1, 2, 3, 4], 2, (x, cb) => step(`m${x}`, 5 - x, x)(cb)));
flush("mapLimit:");
console.log(await async.filter([1, 2, 3, 4], async (x) => x % 2 === 0), await async.reject([1, 2, 3], async (x) => x > 1), await async.detect([1, 5, 9], async (x) => x > 3), await async.some([1, 2], async (x) => x > 1), await async.every([1, 2], async (x) => x > 1));
console.log(await async.sortBy([3, 1, 2], async (x) => -x), await async.concat(["a", "b"], async (x) => [x, x + x]), await async.groupBy(["one", "two", "three"], async (s) => s.length), await async.reduce([1, 2, 3], 10, async (a, x) => a + x), await async.transform([1, 2], async (acc, x, i) => { acc.push(x * i); }), await async.mapValues({ a: 1, b: 2 }, async (v, k) => k + v));
await async.eachSeries([1, 2, 3], async (x) => { log.push(`each ${x}`); await null; });
await async.eachOfLimit({ p: 1, q: 2 }, 1, async (v, k) => { log.push(`${k}=${v}`); });
async function* source() { yield 1; await null; yield 2; yield 3; }
await async.eachLimit(source(), 2, async (x) => { log.push(`from ${x}`); });
flush("each:");
let n = 0;
await async.whilst(async () => n < 3, async () => n++);
await async.doUntil(async () => ++n, async () => n > 6);
console.log(n, await async.times(4, async (i) => i * i), await async.timesSeries(2, async (i) => i));
let tries = 0;
console.log(await async.retry(5, async () => { if (++tries < 3) throw new Error("again"); return tries; }), await async.tryEach([async () => { throw 1; }, async () => "second"]), await async.race([async () => "fast", step("slow", 5, 1)]));
await async.series([async () => 1, async () => { throw new TypeError("series stops"); }, step("never", 1)]).catch((e) => console.log(e.name, e.message));
console.log(JSON.stringify(await async.parallel(async.reflectAll([async () => 1, async () => { throw new Error("x"); }, step("e", 1, 0, "err")])), (k, v) => (v instanceof Error ? String(v) : v)));
flush("reflect:");
async.applyEachSeries([step("f", 1), step("g", 1)], 7)((e, r) => console.log("applyEach", e, r));
async.seq(step("s1", 1), step("s2", 1))(1, 2, (e, r) => console.log("seq", e, r));
async.compose(async (x) => x + 1, async (x) => x * 2)(5, (e, r) => console.log("compose", e, r));
const memo = async.memoize(async (x) => { log.push(`computed ${x}`); return x * 2; });
const counted = await new Promise((resolve) => memo(4, (e, a) => memo(4, (e, b) => resolve([a, b]))));
console.log(counted, Object.keys(memo.memo));
async.asyncify((x) => x + 1)(41, (e, r) => console.log("asyncify", e, r));
async.until((cb) => cb(null, n-- < 0), (cb) => cb(), () => console.log("until", n));
await async.forever(async () => { if (++tries > 8) throw new Error("enough"); }).catch((e) => console.log(e.message));
console.log(async.reflect.name, Object.keys(async).length);
flush("rest:");
