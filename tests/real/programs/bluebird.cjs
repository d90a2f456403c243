// bluebird 3.7.2, q 1.5.1, when 3.7.8
globalThis.global ??= globalThis;
const Bluebird = require("bluebird");
const Q = require("q");
const when = require("when");
const sequence = require("when/sequence");
const pipeline = require("when/pipeline");
const nodefn = require("when/node");

Bluebird.config({ cancellation: true });
const nodeStyle = (x, callback) => setImmediate(() => (x < 0 ? callback(new RangeError(`negative ${x}`)) : callback(null, x * 2)));
const caught = (label) => (e) => console.log(label, e?.name, e?.message ?? e);

async function bluebird() {
  console.log(await Bluebird.map([3, 1, 2], (x) => Bluebird.delay(x * 5).return(x * x), { concurrency: 2 }), await Bluebird.mapSeries([1, 2], (x) => x + 1), await Bluebird.filter([1, 2, 3], async (x) => x > 1), await Bluebird.reduce([1, 2, 3], (a, x) => a + x, 10));
  console.log(await Bluebird.props({ a: 1, b: Bluebird.delay(2, "b") }), await Bluebird.join(1, Promise.resolve(2), (a, b) => a + b), await Bluebird.any([Bluebird.reject(new Error("first")), Bluebird.delay(1, "any")]), await Bluebird.some([1, Bluebird.delay(9, 2), 3], 2), await Bluebird.all([1]).spread((x) => x));
  await Bluebird.reject(new RangeError("typed")).catch(TypeError, () => console.log("wrong")).catch(RangeError, caught("by class:")).finally(() => console.log("finally"));
  await Bluebird.reject({ code: 7 }).catch({ code: 8 }, () => console.log("wrong")).catch({ code: 7 }, (e) => console.log("by property:", e.code));
  await Bluebird.delay(500).timeout(5, "too slow").catch(Bluebird.TimeoutError, caught("timeout:"));
  const api = Bluebird.promisifyAll({ nodeStyle, base: 1 });
  console.log(Object.keys(api), await api.nodeStyleAsync(4), await Bluebird.promisify(nodeStyle)(5), await Bluebird.fromCallback((cb) => nodeStyle(6, cb)));
  await api.nodeStyleAsync(-1).catch(Bluebird.OperationalError, () => console.log("operational")).catch(caught("promisified:"));
  await Bluebird.resolve(9).asCallback((e, v) => console.log("callback", e, v));
  console.log(await Bluebird.coroutine(function* (x) { const y = yield Bluebird.delay(1, x); try { yield Bluebird.reject(new Error("in coroutine")); } catch (e) { return [y, e.message]; } })(3));
  const log = [];
  await Bluebird.using(Bluebird.resolve("resource").disposer((r) => { log.push(`closed ${r}`); }), (r) => { log.push(`used ${r}`); });
  console.log(log, await Bluebird.each(["a", "b"], (x, i, n) => log.push(`${x}${i}/${n}`)), log.length);
  const settled = await Bluebird.all([Bluebird.resolve(1), Bluebird.reject(new Error("r"))].map((p) => p.reflect()));
  console.log(settled.map((p) => (p.isFulfilled() ? p.value() : p.reason().message)));
  const pending = Bluebird.delay(50);
  console.log(pending.isPending(), Bluebird.resolve(3).value(), String(Bluebird.resolve(1)), (await Bluebird.resolve([1, 2, 3]).get(1)), await Bluebird.resolve({ f: (x) => x + 1 }).call("f", 1), await Bluebird.try(() => { throw new SyntaxError("tried"); }).catchReturn("returned"), await Bluebird.resolve(5).tap((x) => Bluebird.delay(1, x + 1)), await Bluebird.method((x) => x)(8));
  const events = [];
  const cancellable = new Bluebird((resolve, reject, onCancel) => onCancel(() => events.push("cancelled"))).finally(() => events.push("finally"));
  const child = cancellable.then(() => events.push("never"));
  child.cancel();
  await Bluebird.delay(1);
  console.log(events, cancellable.isCancelled());
}

async function q() {
  console.log(await Q.all([1, Q.delay("d", 2), Promise.resolve(3)]), await Q([1, 2]).spread((a, b) => a + b), await Q.nfcall(nodeStyle, 3), await Q.denodeify(nodeStyle)(4), await Q.fcall((x) => x, 5));
  console.log((await Q.allSettled([Q(1), Q.reject(new Error("q"))])).map((s) => s.value ?? s.reason.message), await Q({ a: { b: 1 } }).get("a").get("b"), await Q([3, 4]).invoke("join", "-"), await Q.any([Q.reject(1), Q.delay(2, 3)]));
  await Q.delay(200).timeout(3, "q slow").catch(caught("q"));
  console.log(await Q.async(function* () { const x = yield Q.delay(2, 1); return x + (yield 2); })());
  const d = Q.defer();
  const progress = [];
  const watched = d.promise.progress((x) => progress.push(x));
  d.notify(1);
  await Q.delay(1);
  d.notify(2);
  await Q.delay(1);
  d.resolve("end");
  console.log(await watched, progress, d.promise.inspect(), Q.isPromise(d.promise), Q.isPending(Q.defer().promise));
}

async function whens() {
  console.log(await when.map([1, when(2).delay(3)], (x) => x * 3), await when.reduce([1, 2, 3], (a, x) => a + x), await when.settle([1, when.reject(new Error("w"))]).then((r) => r.map((d) => d.value ?? d.reason.message)), await when.join(1, 2), await when.iterate((x) => x + 1, (x) => x > 3, (x) => x, 0));
  console.log(await sequence([() => 1, () => when(2).delay(1)]), await pipeline([(x) => x + 1, (x) => when(x * 2)], 1), await nodefn.call(nodeStyle, 7), await when.unfold((x) => [x, x + 1], (x) => x > 3, () => {}, 0), await when.filter([1, 2, 3], (x) => when(x % 2 === 1)));
  await when.promise(() => {}).timeout(3).catch(caught("when"));
  await when.try(() => { throw new TypeError("tried"); }).catch(TypeError, caught("typed")).ensure(() => console.log("ensured"));
  console.log(await when.some([when(1).delay(1), 2, 3], 2), await when.any([when.reject(1), 5]), await when([1, 2]).fold((a, b) => [a, b], "folded"));
}

bluebird().then(q).then(whens).then(() => console.log("end"));
