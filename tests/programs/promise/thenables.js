// Thenables that misbehave.
function trial(name, thenable) {
  Promise.resolve(thenable).then((v) => console.log(name, "fulfilled", v), (e) => console.log(name, "rejected", e));
}
trial("calls twice", { then(f) { f(1); f(2); } });
trial("fulfils, then rejects", { then(f, r) { f(1); r(2); } });
trial("rejects, then fulfils", { then(f, r) { r(1); f(2); } });
trial("throws", { then() { throw "thrown"; } });
trial("throws after resolving", { then(f) { f("kept"); throw "lost"; } });
trial("throws after rejecting", { then(f, r) { r("kept"); throw "lost"; } });
trial("getter throws", { get then() { throw "from the getter"; } });
trial("then is no function", { then: 1 });
trial("nested", { then(f) { f({ then(g) { g({ then(h) { h("inmost"); } }); } }); } });
trial("never", { then() {} });
let reads = 0;
trial("getter is read once", { get then() { reads++; return (f) => f("read " + reads); } });
trial("a function", Object.assign(() => 0, { then(f) { f("from a function"); } }));
const proxy = new Proxy({}, { get(_, key) { console.log("get", String(key)); return undefined; } });
Promise.resolve(proxy).then((v) => console.log("proxy", v === proxy));
console.log("end of top");
