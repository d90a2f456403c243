// Each `yield*` of a chain of generators asks the innermost iterator's result whether it is done, and passes it on
// as it is: only who consumes it takes its value.
function source(name, count) {
  let i = 0;
  return {
    [Symbol.iterator]() { return this; },
    next() {
      const n = i++;
      return {
        get done() {
          console.log(name, "done?", n);
          return n >= count;
        },
        get value() {
          console.log(name, "value?", n);
          return name + n;
        },
      };
    },
    throw(e) {
      console.log(name, "throw", e);
      return this.next();
    },
    return(v) {
      console.log(name, "return", v);
      return this.next();
    },
  };
}
function* inner(it) { return ["inner", yield* it]; }
function* middle(it) { return ["middle", yield* inner(it)]; }
class Outer {
  *#run(it) { return ["outer", yield* middle(it)]; }
  *run(it) { return yield* this.#run(it); }
}
console.log([...inner(source("one", 2))]);
console.log([...middle(source("two", 2))]);
console.log([...new Outer().run(source("four", 2))]);
for (const x of middle(source("loop", 1))) console.log(x);
const g = middle(source("manual", 3));
console.log(g.next().value);
console.log(g.throw("t").value);
const last = g.return("r");
console.log(last.done, last.value);
const end = g.next();
console.log(end.done, JSON.stringify(end.value));

// A result that is done only when it is asked again: the outer generator ends, the inner one sleeps on.
let asked = 0;
const fickle = {
  [Symbol.iterator]() { return this; },
  next() { return { get done() { return ++asked % 3 === 2; }, value: "v" + asked }; },
};
const sleeping = inner(fickle);
function* around() { return ["around", yield* sleeping]; }
const a = around();
console.log(JSON.stringify(a.next()), asked);
console.log(JSON.stringify(a.next()), asked);
console.log(JSON.stringify(sleeping.next()), asked);
