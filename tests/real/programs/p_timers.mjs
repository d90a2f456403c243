// p-retry 7.1.1, p-throttle 8.1.1, p-timeout 7.0.2, delay 7.0.0, p-event 7.1.1, p-memoize 8.0.0, emittery 1.2.1, mitt 3.0.1, bottleneck 2.19.5
import pRetry, { AbortError } from "p-retry";
import pThrottle from "p-throttle";
import pTimeout, { TimeoutError } from "p-timeout";
import delay, { clearDelay, rangeDelay } from "delay";
import { pEvent, pEventMultiple, pEventIterator } from "p-event";
import pMemoize from "p-memoize";
import Emittery from "emittery";
import mitt from "mitt";
import Bottleneck from "bottleneck";

const fast = { minTimeout: 1, maxTimeout: 2 };
console.log(await pRetry(async (n) => { if (n < 3) throw new Error(`attempt ${n}`); return n; }, { ...fast, onFailedAttempt: ({ error, attemptNumber, retriesLeft }) => console.log("failed", error.message, attemptNumber, retriesLeft) }));
await pRetry(async () => { throw new AbortError("give up"); }, fast).catch((e) => console.log(e.name, e.message));
await pRetry(async () => { throw new RangeError("always"); }, { ...fast, retries: 2 }).catch((e) => console.log(e.name, e.message));
await pRetry(async (n) => { throw new Error(`stop ${n}`); }, { ...fast, shouldRetry: ({ error }) => !error.message.includes("2") }).catch((e) => console.log(e.message));
console.log(await pTimeout(delay(1, { value: "in time" }), { milliseconds: 500 }), await pTimeout(delay(500), { milliseconds: 2, fallback: () => "fallback" }));
await pTimeout(new Promise(() => {}), { milliseconds: 3 }).catch((e) => console.log(e instanceof TimeoutError, e.name, e.message));
await pTimeout(new Promise(() => {}), { milliseconds: 3, message: new SyntaxError("mine") }).catch((e) => console.log(e.name, e.message));
const started = Date.now();
const long = delay(10_000, { value: "cleared" });
clearDelay(long);
console.log(await long, Date.now() - started < 5000, typeof (await rangeDelay(1, 2)));
const controller = new AbortController();
setTimeout(() => controller.abort(), 1);
await delay(10_000, { signal: controller.signal }).catch((e) => console.log(e.name, e.message));
const begun = Date.now();
const stamps = [];
const throttled = pThrottle({ limit: 2, interval: 40 })(async (x) => { stamps.push(Date.now()); return x; });
console.log(await Promise.all([1, 2, 3, 4, 5].map((x) => throttled(x))), stamps[4] - begun >= 75);

const target = new EventTarget();
setTimeout(() => { for (const x of ["a", "b", "c"]) target.dispatchEvent(Object.assign(new Event("e"), { x })); }, 1);
console.log((await Promise.all([pEvent(target, "e"), pEvent(target, "e", (e) => e.x === "b"), pEvent(target, ["f", "e"])])).map((e) => e.x), (await pEventMultiple(mittEvents(), "n", { count: 2 })).join());
function mittEvents() { const bus = mitt(); setTimeout(() => { bus.emit("n", 1); bus.emit("n", 2); bus.emit("n", 3); }, 1); return { on: bus.on, off: bus.off }; }
await pEvent(target, "never", { timeout: 3 }).catch((e) => console.log(e.name, e.message));
const iterated = [];
for await (const n of pEventIterator(mittEvents(), "n", { limit: 2 })) iterated.push(n);
console.log(iterated);
let computed = 0;
const memo = pMemoize(async (x) => { await null; computed++; if (x < 0) throw new Error("negative"); return x * 2; });
console.log(await Promise.all([memo(1), memo(1), memo(2)]), computed, await memo(-1).catch((e) => e.message), await memo(-1).catch(() => computed));

const emitter = new Emittery();
const log = [];
emitter.on("e", async (data) => { await null; log.push(`slow ${data}`); });
emitter.on("e", () => log.push("second"));
emitter.onAny(() => log.push("any"));
emitter.once("e").then(() => log.push("once"));
await emitter.emit("e", 1);
await emitter.emitSerial("e", 2);
setTimeout(() => { emitter.emit("stream", 1); emitter.emit("stream", 2); }, 1);
const streamed = [];
for await (const e of emitter.events("stream")) { streamed.push(typeof e); if (streamed.length === 2) break; }
console.log(log.join(", "), streamed, emitter.listenerCount("e"));
const limiter = new Bottleneck({ maxConcurrent: 1 });
const done = [];
const job = (name) => async () => { await delay(2); done.push(name); return name; };
limiter.on("idle", () => done.push("idle"));
console.log(await Promise.all([limiter.schedule(job("first")), limiter.schedule(job("low")), limiter.schedule(job("high")), limiter.wrap(job("wrapped"))()]));
await delay(20);
console.log(done.sort().join(" "), limiter.counts().QUEUED, (await limiter.stop()) === undefined, await limiter.schedule(job("late")).catch((e) => e.message));
