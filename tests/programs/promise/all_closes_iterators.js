// What fails besides the iterator closes it.
function source(log, steps) {
  return {
    [Symbol.iterator]() {
      let i = 0;
      return {
        next() { log.push("next"); return steps(i++); },
        return() { log.push("return"); return {}; },
      };
    },
  };
}
function trial(name, c, steps) {
  for (const method of ["all", "allSettled", "any", "race"]) {
    const log = [];
    Promise[method].call(c, source(log, steps)).then(
      (v) => console.log(name, method, "fulfilled", log.join()),
      (e) => console.log(name, method, e instanceof Error ? e.message : e, log.join()),
    );
  }
}
const two = (i) => (i < 2 ? { value: i, done: false } : { done: true });
trial("plain", Promise, two);
trial("next throws", Promise, () => { throw "next"; });
trial("done throws", Promise, () => ({ get done() { throw "done"; } }));
trial("value throws", Promise, () => ({ get value() { throw "value"; } }));
class ResolveThrows extends Promise { static resolve() { throw "resolve"; } }
trial("resolve throws", ResolveThrows, two);
class ThenThrows extends Promise { static resolve() { return { get then() { throw "then"; } }; } }
trial("then throws", ThenThrows, two);
let reads = 0;
class Counted extends Promise { static get resolve() { reads++; return super.resolve; } }
trial("resolve is read once", Counted, two);
console.log("reads", reads);
class NoResolve extends Promise {}
NoResolve.resolve = 1;
trial("resolve is no function", NoResolve, two);
