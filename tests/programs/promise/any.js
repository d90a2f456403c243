// Promise.any
Promise.any([Promise.reject(1), Promise.resolve(2), Promise.resolve(3)]).then((v) => console.log("first", v));
Promise.any([]).catch((e) => console.log(e.name, e.message, e.errors, e instanceof AggregateError));
Promise.any([Promise.reject("a"), Promise.reject("b"), { then(f, r) { r("c"); r("d"); } }]).catch((e) => {
  console.log(e.errors);
  console.log(Object.getOwnPropertyDescriptor(e, "errors"));
  console.log(Object.hasOwn(e, "message"), e.constructor === AggregateError);
});
const slow = Promise.resolve().then(() => 0).then(() => "slow");
Promise.any([slow, Promise.reject("fast")]).then((v) => console.log(v));
const e = new AggregateError([1, 2], "together", { cause: "why" });
console.log(e.message, e.errors, e.cause);
