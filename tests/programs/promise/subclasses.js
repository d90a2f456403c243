// Subclasses, and the species.
class Sub extends Promise {
  constructor(executor) {
    super(executor);
    this.tag = "sub";
  }
}
const s = Sub.resolve(1);
console.log(s instanceof Sub, s.tag, s.then(() => 0) instanceof Sub, s.catch(() => 0).tag, s.finally(() => 0).tag);
console.log(Sub.resolve(s) === s, Promise.resolve(s) === s, Sub.resolve(Promise.resolve(1)) instanceof Sub);
console.log(Sub.all([]) instanceof Sub, Sub.race([]) instanceof Sub, Sub.reject(1).catch(() => 0) instanceof Sub);
s.then((v) => { console.log("then", v); return 2; }).then((v) => console.log("then", v));

class Plain extends Promise {
  static get [Symbol.species]() { return Promise; }
}
const p = new Plain((f) => f(1));
console.log(p instanceof Plain, p.then() instanceof Plain, p.finally(() => 0) instanceof Plain);
console.log(Promise[Symbol.species] === Promise);

// What `constructor` may be.
function trial(c) {
  const q = Promise.resolve(1);
  q.constructor = c;
  try { console.log(q.then() instanceof Promise); } catch (e) { console.log(e.name + ": " + e.message); }
}
[undefined, 1, {}, { [Symbol.species]: null }, { [Symbol.species]: 1 }, { [Symbol.species]: Sub }].forEach(trial);

// A thing that is no promise at all.
function Fake(executor) {
  const self = this;
  executor((v) => { self.value = v; }, (e) => { self.reason = e; });
}
const fake = Promise.resolve.call(Fake, 5);
console.log(fake instanceof Fake, fake.value, Promise.reject.call(Fake, 6).reason);
console.log(Promise.all.call(Fake, { [Symbol.iterator]: 1 }).reason instanceof TypeError);
for (const C of [undefined, {}, function () {}, function (f) { f(1, 2); f(3, 4); }, function (f) { f(() => 0); }]) {
  try { Promise.resolve.call(C, 1); } catch (e) { console.log(e.name + ": " + e.message); }
}
// Before it has given functions, the executor may be called again.
console.log(Promise.resolve.call(function (f) { f(undefined, undefined); f(() => 0, () => 0); }, 1) instanceof Object);
