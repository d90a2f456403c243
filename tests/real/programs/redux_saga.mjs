// @redux-saga/core 1.5.1: effects as generators
import { runSaga, stdChannel, channel, buffers, eventChannel, END, CANCEL } from "@redux-saga/core";
import * as fx from "@redux-saga/core/effects";

const log = [];
const flush = (label) => { console.log(label, log.join(" ")); log.length = 0; };
const actions = stdChannel();
let state = { count: 0 };
const env = { channel: actions, dispatch: (a) => { log.push(`put:${a.type}`); if (a.type === "add") state = { count: state.count + a.by }; actions.put(a); return a; }, getState: () => state, onError: (e) => log.push(`error:${e.message}`) };
const run = (saga, ...args) => runSaga(env, saga, ...args);
const wait = (ms, v) => new Promise((resolve) => setTimeout(resolve, ms, v));

console.log(await run(function* (x) {
  const a = yield fx.call(wait, 2, x);
  const b = yield fx.call([{ k: 5 }, function () { return this.k; }]);
  const c = yield fx.cps((v, cb) => setImmediate(cb, null, v), 7);
  yield fx.put({ type: "add", by: a });
  return [a, b, c, yield fx.select((s, more) => s.count + more, 100), yield fx.all([fx.call(wait, 3, "p"), fx.call(wait, 1, "q")]), Object.keys(yield fx.race({ slow: fx.delay(500), fast: fx.call(wait, 1) }))];
}, 1).toPromise());
flush("effects:");
const watcher = run(function* () { yield fx.takeEvery("job", function* ({ n }) { log.push(`<${n}`); yield fx.delay(n * 3); log.push(`${n}>`); }); });
for (const n of [3, 1, 2]) env.dispatch({ type: "job", n });
await wait(40);
watcher.cancel();
flush("takeEvery:");
const latest = run(function* () { yield fx.takeLatest("q", function* ({ n }) { try { yield fx.delay(2); log.push(`done${n}`); } finally { if (yield fx.cancelled()) log.push(`cancelled${n}`); } }); });
for (const n of [1, 2, 3]) env.dispatch({ type: "q", n });
await wait(20);
latest.cancel();
flush("takeLatest:");
const forked = run(function* () {
  try {
    const child = yield fx.fork(function* () { try { yield fx.take("never"); } finally { log.push(`child cancelled ${yield fx.cancelled()}`); } });
    const spawned = yield fx.spawn(function* () { yield fx.delay(1); log.push("spawned"); return 9; });
    log.push(`joined ${yield fx.join(spawned)}`);
    yield fx.cancel(child);
    yield fx.fork(function* () { yield fx.delay(1); throw new RangeError("fork failed"); });
    yield fx.take("never");
  } catch (e) { log.push(`not caught here ${e.message}`); } finally { log.push("parent over"); }
});
await forked.toPromise().catch((e) => log.push(`rejected ${e.message}`));
flush("fork:");
const sized = channel(buffers.sliding(2));
for (let i = 0; i < 4; i++) sized.put({ type: "m", i });
console.log(await run(function* () { return [(yield fx.take(sized)).i, (yield fx.take(sized)).i, yield fx.flush(sized)]; }).toPromise());
const ticker = eventChannel((emit) => { let n = 0; const t = setInterval(() => (n === 3 ? emit(END) : emit({ n: n++ })), 1); return () => { clearInterval(t); log.push("unsubscribed"); }; });
await run(function* () { try { while (true) log.push((yield fx.take(ticker)).n); } finally { log.push("channel closed"); } }).toPromise();
flush("eventChannel:");
let tries = 0;
console.log(await run(function* () { return yield fx.retry(4, 1, function* () { if (++tries < 3) throw new Error("retry"); return tries; }); }).toPromise());
console.log(await run(function* () { const { timeout } = yield fx.race({ task: fx.call(function* () { try { yield fx.delay(500); } finally { log.push("loser cancelled"); } }), timeout: fx.delay(2, "late") }); return timeout; }).toPromise(), log.splice(0));
await run(function* () { const chan = yield fx.actionChannel("r", buffers.expanding()); yield fx.fork(function* () { for (let i = 0; i < 3; i++) yield fx.put({ type: "r", i }); }); for (let i = 0; i < 3; i++) { const { i: n } = yield fx.take(chan); log.push(`handled${n}`); yield fx.delay(1); } }).toPromise();
flush("actionChannel:");
const debounced = run(function* () { yield fx.debounce(5, "d", function* ({ n }) { log.push(`debounced${n}`); }); });
for (const n of [1, 2, 3]) env.dispatch({ type: "d", n });
await wait(25);
debounced.cancel();
console.log(log.join(" "), debounced.isRunning(), debounced.isCancelled(), typeof CANCEL);
