// async-mutex 0.5.0, neverthrow 8.2.0
import { Mutex, Semaphore, tryAcquire, E_CANCELED, E_ALREADY_LOCKED } from "async-mutex";
import { ok, err, okAsync, errAsync, ResultAsync, Result, safeTry, fromPromise, fromThrowable } from "neverthrow";

const ticks = async (n) => { for (let i = 0; i < n; i++) await null; };
const log = [];
const mutex = new Mutex();
let shared = 0;
const bump = (name, n) => mutex.runExclusive(async () => { log.push(`<${name}`); const before = shared; await ticks(n); shared = before + n; log.push(`${name}>`); return shared; });
console.log(await Promise.all([bump("a", 5), bump("b", 1), bump("c", 3)]), mutex.isLocked(), log.splice(0).join(" "));
const release = await mutex.acquire();
const order = [[1, 0], [2, 5], [3, 1]].map(([x, p]) => mutex.acquire(p).then((r) => { log.push(x); r(); }));
release();
release();
await Promise.all(order);
console.log(log.splice(0).join(" "));
await mutex.acquire();
const waiters = [mutex.acquire(), mutex.acquire()].map((p) => p.catch((e) => e === E_CANCELED));
mutex.cancel();
console.log(await Promise.all(waiters), await tryAcquire(mutex).acquire().catch((e) => e === E_ALREADY_LOCKED));
mutex.waitForUnlock().then(() => log.push("unlocked"));
mutex.release();
await ticks(3);
console.log(log.splice(0));
const semaphore = new Semaphore(3);
await Promise.all([1, 2, 3, 2, 1].map((w, i) => semaphore.runExclusive(async (v) => { log.push(`${i}:${v}`); await ticks(w * 3); log.push(`${i}.`); }, w)));
console.log(log.splice(0).join(" "), semaphore.getValue());
semaphore.setValue(1);
await semaphore.runExclusive(() => { throw new RangeError("inside"); }).catch((e) => console.log(e.message, semaphore.getValue()));

const parse = fromThrowable(JSON.parse, (e) => e.name);
console.log(parse("[1]"), parse("{").isErr(), ok(1).map((x) => x + 1).andThen((x) => (x > 1 ? err("big") : ok(x))).orElse((e) => ok(e.length)).unwrapOr(0));
const fetchUser = (id) => (id < 3 ? okAsync({ id, name: `user${id}` }) : errAsync({ code: 404, id }));
const chain = (id) => fetchUser(id).map(async (u) => { await null; return u.name; }).andThen((n) => (n.endsWith("2") ? err("two") : ok(n))).mapErr((e) => JSON.stringify(e));
for (const id of [1, 2, 3]) console.log(await chain(id), await chain(id).match((v) => `ok ${v}`, async (e) => `err ${e}`));
console.log(await ResultAsync.combine([chain(1), okAsync(5)]), await ResultAsync.combineWithAllErrors([chain(2), chain(3), chain(1)]), Result.combine([ok(1), ok(2)]));
console.log(await fromPromise(Promise.reject(new Error("nope")), (e) => e.message), await ResultAsync.fromSafePromise(ticks(2)));
console.log(await safeTry(async function* () { const a = yield* fetchUser(1); const b = yield* (await fetchUser(2)); return ok([a.name, b.name]); }), await safeTry(async function* () { yield* fetchUser(9); console.log("not reached"); return ok(1); }));
console.log(safeTry(function* () { const x = yield* ok(2); const y = yield* ok(3); return ok(x * y); }), await okAsync(1).andThrough(() => errAsync("through")).orTee((e) => console.log("tee", e)));
