// co 4.6.0: generators as coroutines
const co = require("co");

const ticks = (n) => (n ? Promise.resolve().then(() => ticks(n - 1)) : Promise.resolve());
const thunk = (v, e) => (cb) => { queueMicrotask(() => cb(e, v)); };
function* inner(x) { const y = yield Promise.resolve(x * 2); return y + 1; }

co(function* () {
  console.log(yield Promise.resolve(1), yield thunk("thunk"), yield inner(5), yield* inner(6));
  console.log(yield [Promise.resolve(1), thunk(2), inner(3), [Promise.resolve("deep")]], yield { a: Promise.resolve(1), b: { c: thunk(2) }, d: 4 });
  try { yield Promise.reject(new RangeError("rejected")); } catch (e) { console.log("caught", e.message); }
  try { yield thunk(null, new Error("thunk failed")); } catch (e) { console.log("caught", e.message); }
  try { yield 17; } catch (e) { console.log(e.name, e.message); }
  try { yield [Promise.resolve(1), Promise.reject("second")]; } catch (e) { console.log("caught", e); }
  try { yield* (function* () { try { yield Promise.reject("through"); } finally { console.log("finally"); } })(); } catch (e) { console.log(e); }
  let sum = 0;
  for (let i = 0; i < 1000; i++) sum += yield Promise.resolve(i);
  return sum;
}).then((v) => {
  console.log("returned", v);
  return co.wrap(function* (a, b) { yield ticks(3); return [this.name, a + b]; }).call({ name: "receiver" }, 1, 2);
}).then((v) => {
  console.log(v);
  return co(function* () { yield null; }).catch((e) => console.log(e.message));
}).then(() => co(function* () { throw new Error("thrown"); })).catch((e) => console.log("chain", e.message))
  .then(() => co(() => "not a generator")).then(console.log)
  .then(() => { const order = []; return Promise.all([1, 2, 3].map((n) => co(function* () { for (let i = 0; i < n; i++) { order.push(`${n}.${i}`); yield ticks(1); } }))).then(() => console.log(order.join(" "))); })
  .then(() => console.log("end"));
