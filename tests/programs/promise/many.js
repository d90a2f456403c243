// gc-period: 97
// Chains and queues that grow long.
let chain = Promise.resolve(0);
for (let i = 0; i < 2000; i++) chain = chain.then((v) => v + 1);
chain.then((v) => console.log("chain", v));
const shared = new Promise((f) => queueMicrotask(() => f("x")));
let count = 0;
for (let i = 0; i < 2000; i++) shared.then(() => { count += 1; });
shared.then(() => console.log("reactions", count));
let nested = Promise.resolve("inmost");
for (let i = 0; i < 300; i++) { const inner = nested; nested = new Promise((f) => f(inner)); }
nested.then((v) => console.log(v));
Promise.all(Array.from({ length: 500 }, (_, i) => Promise.resolve(i))).then((v) =>
  console.log(v.length, v.reduce((a, b) => a + b)));
let left = 3000;
(function step() { if (left-- > 0) queueMicrotask(step); else console.log("steps done"); })();
for (let i = 0; i < 500; i++) Promise.reject(i).catch(() => {});
