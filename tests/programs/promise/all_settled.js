// Promise.allSettled
Promise.allSettled([]).then((v) => console.log("empty", v));
Promise.allSettled([1, Promise.reject("no"), Promise.resolve("yes"), { then(f, r) { r("thenable"); } }]).then((v) =>
  console.log(v));
// Only the first call of the two functions of an element counts.
const both = { then(f, r) { f("first"); r("second"); f("third"); } };
const other = { then(f, r) { r("first"); f("second"); } };
Promise.allSettled([both, other]).then((v) => console.log(v, Object.keys(v[1])));
Promise.allSettled(null).catch((e) => console.log(e.name));
