// Promise.try and Promise.withResolvers.
Promise.try((a, b) => a + b, 1, 2).then((v) => console.log("try", v));
Promise.try(() => { throw "thrown"; }).catch((e) => console.log("try", e));
Promise.try(() => Promise.reject("inner")).catch((e) => console.log("try", e));
Promise.try(1).catch((e) => console.log("try", e.name));
let ran = false;
Promise.try(() => { ran = true; });
console.log("ran at once", ran);
const { promise, resolve, reject } = Promise.withResolvers();
console.log(Object.keys(Promise.withResolvers()), promise instanceof Promise, typeof reject);
promise.then((v) => console.log("resolved", v));
resolve(1);
reject(2);
class Sub extends Promise {}
console.log(Sub.try(() => 1) instanceof Sub, Sub.withResolvers().promise instanceof Sub);
console.log(Promise.try.length, Promise.withResolvers.length);
for (const f of [Promise.try, Promise.withResolvers]) {
  try { f.call(undefined, () => 0); } catch (e) { console.log(e.name); }
}
