// p-queue 9.3.5, with eventemitter3 5.0.4
import PQueue, { TimeoutError } from "p-queue";
import EventEmitter from "eventemitter3";

const ticks = async (n) => { for (let i = 0; i < n; i++) await null; };
const queue = new PQueue({ concurrency: 2 });
const log = [];
for (const event of ["active", "idle", "empty", "add", "next", "completed", "error"]) queue.on(event, (x) => log.push(`${event}${x === undefined ? "" : `(${x instanceof Error ? x.message : x})`}:${queue.size}/${queue.pending}`));
const job = (name, n = 3) => async () => { log.push(`<${name}`); await ticks(n); log.push(`${name}>`); return name; };
const flush = (label) => { console.log(label, log.join(" ")); log.length = 0; };

const results = Promise.all([queue.add(job("a", 9)), queue.add(job("b")), queue.add(job("c")), queue.add(job("low", 1), { priority: -1 }), queue.add(job("high", 1), { priority: 5 })]);
console.log(queue.size, queue.pending, queue.isPaused);
console.log(await results);
await queue.onIdle();
flush("first:");
queue.pause();
const paused = queue.addAll([job("x"), job("y"), job("z")], { priority: 1 });
console.log(queue.size, queue.pending, queue.isPaused, queue.sizeBy({ priority: 1 }));
queue.add(job("w"), { id: "w", priority: 0 });
queue.setPriority("w", 9);
queue.start();
await queue.onEmpty();
console.log("empty", queue.size, queue.pending);
console.log(await paused);
await queue.onSizeLessThan(1);
await queue.onIdle();
flush("second:");
await queue.add(async () => { await null; throw new RangeError("job failed"); }).catch((e) => console.log("caught", e.message));
flush("third:");
const controller = new AbortController();
const abortable = queue.add(async ({ signal }) => { await ticks(2); signal.throwIfAborted(); return 1; }, { signal: controller.signal });
controller.abort(new Error("stop it"));
await abortable.catch((e) => console.log("aborted", e.message));
queue.pause();
const never = queue.add(job("never"));
queue.clear();
console.log(queue.size, queue.pending, typeof never.then, typeof TimeoutError);
queue.start();
try { new PQueue({ concurrency: 0 }); } catch (e) { console.log(e.name, e.message); }
const order = [];
const single = new PQueue({ concurrency: 1, autoStart: false });
for (let i = 0; i < 20; i++) single.add(async () => { await ticks(i % 3); order.push(i); }, { priority: (i * 7) % 5 });
await single.start().onIdle();
console.log(order.join(" "));

const emitter = new EventEmitter();
emitter.on("e", function (...args) { console.log(this === emitter, args); });
emitter.once("e", (x) => console.log("once", x));
console.log(emitter.emit("e", 1, 2), emitter.emit("e", 3), emitter.emit("f"), emitter.listenerCount("e"), emitter.eventNames());
emitter.removeAllListeners();
console.log(emitter.emit("e"));
