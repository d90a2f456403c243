// How promises are shown.
const quiet = (p) => { p.catch(() => {}); return p; };
console.log(Promise.resolve(1), new Promise(() => {}), quiet(Promise.reject("no")), Promise.resolve("text"));
console.log(Promise.resolve({ a: 1, b: [1, 2] }), Promise.resolve(undefined), Promise.resolve([]));
console.log([Promise.resolve([1, 2, 3])], { p: quiet(Promise.reject(null)) });
console.log([[[Promise.resolve(1)]]], [[[{ p: Promise.resolve(1) }]]]);
class Sub extends Promise {}
console.log(Sub.resolve(1), Object.assign(Promise.resolve(1), { x: 1 }), Object.setPrototypeOf(Promise.resolve(2), null));
const o = {};
o.p = Promise.resolve(o);
console.log(o, o.p);
console.log(Promise.resolve({ first: "a".repeat(40), second: "b".repeat(40) }));
console.log(Promise, Promise.prototype, Object.create(Promise.prototype));
console.log("%s %o %j", Promise.resolve(1), Promise.resolve(2), Promise.resolve(3));
