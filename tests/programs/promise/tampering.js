// What the program changes of the built-ins is seen at once, also by promises that were used before.
const p = Promise.resolve(1);
p.then(() => console.log("usual"));
const { then, constructor } = Promise.prototype;
Promise.prototype.then = function (...args) {
  console.log("my then");
  return then.apply(this, args);
};
p.catch(() => 0);
Promise.resolve().then(() => Promise.resolve("x"));
new Promise((f) => f(p));
Promise.all([p]);
queueMicrotask(() => {
  Promise.prototype.then = then;
  p.constructor = 1;
  console.log(Promise.resolve(p) === p);
  delete p.constructor;
  console.log(Promise.resolve(p) === p);
  Promise.prototype.constructor = Object;
  console.log(Promise.resolve(p) === p);
  Promise.prototype.constructor = constructor;
  const species = Object.getOwnPropertyDescriptor(Promise, Symbol.species);
  Object.defineProperty(Promise, Symbol.species, { value: class Mine extends Promise {}, configurable: true });
  console.log(p.then().constructor.name);
  Object.defineProperty(Promise, Symbol.species, species);
  console.log(p.then().constructor.name);
  const own = Promise.resolve(2);
  own.then = () => console.log("own then");
  own.catch();
  own.finally();
  new Promise((f) => f(own));
  const resolve = Promise.resolve;
  Promise.resolve = (v) => { console.log("my resolve", v); return resolve.call(Promise, v); };
  Promise.all([1, 2]);
  Promise.resolve = resolve;
  Object.prototype.then = function (f) { f("by Object.prototype"); };
  Promise.resolve({}).then((v) => { delete Object.prototype.then; console.log(v); });
});
