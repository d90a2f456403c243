// The first call of a resolving function decides.
function trial(name, executor) {
  new Promise(executor).then((v) => console.log(name, "fulfilled", v), (e) => console.log(name, "rejected", e));
}
trial("twice", (resolve) => { resolve(1); resolve(2); });
trial("resolve, reject", (resolve, reject) => { resolve(1); reject(2); });
trial("reject, resolve", (resolve, reject) => { reject(1); resolve(2); });
trial("throw", () => { throw "thrown"; });
trial("resolve, throw", (resolve) => { resolve(1); throw "lost"; });
trial("pending thenable, reject", (resolve, reject) => { resolve(Promise.resolve("inner")); reject("lost"); });
let later;
trial("later", (resolve) => { later = resolve; });
later("value");
later("lost");
console.log(later.length, JSON.stringify(later.name), later("again"));

for (const wrong of [() => Promise(), () => new Promise(), () => new Promise({}), () => new Promise("f")]) {
  try { wrong(); } catch (e) { console.log(e.name + ": " + e.message); }
}
