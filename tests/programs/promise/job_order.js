// Jobs run after the top level, in the order in which they came to be.
console.log("top");
queueMicrotask(() => console.log("microtask 1"));
Promise.resolve().then(() => {
  console.log("then 1");
  queueMicrotask(() => console.log("microtask of then 1"));
}).then(() => console.log("then 1.1"));
new Promise((resolve) => {
  console.log("executor");
  resolve();
  console.log("after resolve");
}).then(() => console.log("then 2")).then(() => console.log("then 2.1"));
queueMicrotask(() => console.log("microtask 2"));

// A promise returned from a handler takes two jobs more than a value.
Promise.resolve().then(() => Promise.resolve("promise")).then((v) => console.log("came by", v));
Promise.resolve()
  .then(() => console.log("a1")).then(() => console.log("a2")).then(() => console.log("a3"))
  .then(() => console.log("a4")).then(() => console.log("a5"));

// Several reactions of one promise.
const shared = Promise.resolve("shared");
for (let i = 0; i < 3; i++) shared.then((v) => console.log(v, i));
console.log("end of top");
