// Promise.all
Promise.all([]).then((v) => console.log("empty", v));
Promise.all([1, Promise.resolve(2), { then(f) { f(3); } }]).then((v) => console.log("mixed", v));
Promise.all("abc").then((v) => console.log("string", v));
Promise.all(new Set([Promise.resolve("x"), "y"])).then((v) => console.log("set", v));
Promise.all([Promise.reject(1), Promise.reject(2), 3]).catch((e) => console.log("first rejection", e));
Promise.all(5).catch((e) => console.log(e.name + ": " + e.message));
Promise.all().catch((e) => console.log(e.name + ": " + e.message));
let order = [];
const slow = Promise.resolve().then(() => 0).then(() => 0).then(() => { order.push("slow"); return "slow"; });
const fast = Promise.resolve().then(() => { order.push("fast"); return "fast"; });
Promise.all([slow, fast]).then((v) => console.log(v, order));

// An element's function counts once, however often it is called.
let again;
const twice = { then(f) { again = f; f("first"); f("second"); } };
Promise.all([twice, Promise.resolve("other")]).then((v) => { again("third"); console.log(v); });

// It settles while the iteration goes on only when that is over.
const sync = { then(f) { f("sync"); } };
class Sync extends Promise { static resolve(v) { return v; } }
Promise.all.call(Sync, [sync, sync]).then((v) => console.log(v));
