// What is no function is no handler: values and reasons pass through.
Promise.resolve(1).then().then(2).then(null, {}).then((v) => console.log("value", v));
Promise.reject(1).then().then((v) => console.log("not called")).catch(null).catch((e) => console.log("reason", e));
Promise.reject(1).catch((e) => { throw e + 1; }).catch((e) => e + 1).then((v) => console.log("caught", v));
Promise.resolve(1).then(() => { throw new RangeError("from a handler"); }).catch((e) => console.log(e.name, e.message));
Promise.resolve(1).then(() => Promise.reject("inner")).catch((e) => console.log(e));
const t = { then: (...args) => { console.log(args.length, typeof args[0], args[1]); return "result of then"; } };
console.log(Promise.prototype.catch.call(t, "handler"));
for (const wrong of [() => Promise.prototype.then.call({}), () => Promise.prototype.then.call(1)]) {
  try { wrong(); } catch (e) { console.log(e.name + ": " + e.message); }
}
