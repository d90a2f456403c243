// Promise.prototype.finally: its callback sees nothing, and changes nothing unless it throws.
const log = (name) => [(v) => console.log(name, "fulfilled", v), (e) => console.log(name, "rejected", e)];
Promise.resolve(1).finally((...args) => { console.log("args", args.length); return 2; }).then(...log("value"));
Promise.reject(1).finally(() => 2).then(...log("reason"));
Promise.resolve(1).finally(() => { throw 3; }).then(...log("throws"));
Promise.reject(1).finally(() => { throw 3; }).then(...log("throws over a reason"));
Promise.resolve(1).finally(() => Promise.reject(4)).then(...log("returns a rejection"));
Promise.resolve(1).finally(() => new Promise((f) => queueMicrotask(f))).then(...log("waits"));
Promise.resolve(1).finally("no function").then(...log("no function"));
Promise.resolve(1).finally().then(...log("nothing"));
// How many jobs it takes.
Promise.resolve().finally(() => {}).then(() => console.log("after finally"));
Promise.resolve().then(() => console.log(1)).then(() => console.log(2)).then(() => console.log(3))
  .then(() => console.log(4)).then(() => console.log(5)).then(() => console.log(6));
// It calls `then` of what it is called on.
const fake = { constructor: undefined, then(f, r) { console.log(f.length, r.length, f === r); return "result"; } };
console.log(Promise.prototype.finally.call(fake, () => {}));
console.log(Promise.prototype.finally.call(fake, 1));
try { Promise.prototype.finally.call(1); } catch (e) { console.log(e.message); }
