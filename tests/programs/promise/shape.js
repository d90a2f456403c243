// The properties of the built-ins.
for (const [o, names] of [
  [Promise, ["all", "allSettled", "any", "race", "reject", "resolve", Symbol.species]],
  [Promise.prototype, ["then", "catch", "finally", "constructor", Symbol.toStringTag]],
  [globalThis, ["Promise", "queueMicrotask"]],
]) {
  for (const name of names) {
    const d = Object.getOwnPropertyDescriptor(o, name);
    const f = d.get ?? d.value;
    console.log(String(name), d.writable, d.enumerable, d.configurable, typeof f, f.name, f.length);
  }
}
console.log(Promise.length, Promise.name, Object.getPrototypeOf(Promise) === Function.prototype);
console.log(Object.prototype.toString.call(Promise.resolve()), String(Promise.resolve()));
new Promise((resolve, reject) => {
  for (const f of [resolve, reject]) {
    console.log(f.length, JSON.stringify(f.name), "prototype" in f, Object.isExtensible(f));
    try { new f(); } catch (e) { console.log(e.name); }
  }
});
for (const callback of [undefined, {}, "text"]) {
  try { queueMicrotask(callback); } catch (e) { console.log(e.name, e.code, e.message); }
}
console.log(queueMicrotask(() => {}));
