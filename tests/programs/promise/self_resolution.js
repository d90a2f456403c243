// A promise cannot wait for itself.
const show = (e) => console.log(e.name + ": " + e.message, e.constructor === TypeError);
let resolve;
const p = new Promise((f) => { resolve = f; });
resolve(p);
p.catch(show);
const q = Promise.resolve().then(() => q);
q.catch(show);
// Two that wait for each other never settle.
let fa, fb;
const a = new Promise((f) => { fa = f; });
const b = new Promise((f) => { fb = f; });
fa(b);
fb(a);
a.then(() => console.log("never"), () => console.log("never"));
b.then(() => console.log("never"), () => console.log("never"));
Promise.resolve().then(() => 0).then(() => 0).then(() => 0).then(() => console.log("end"));
