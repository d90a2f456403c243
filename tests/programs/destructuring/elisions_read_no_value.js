// A hole of an array pattern takes a step and leaves the result's value alone.
function source(n) {
  let i = 0;
  return {
    [Symbol.iterator]() { return this; },
    next() {
      const k = i++;
      return {
        get done() {
          console.log("done?", k);
          return k >= n;
        },
        get value() {
          console.log("value?", k);
          return "v" + k;
        },
      };
    },
    return() {
      console.log("return");
      return {};
    },
  };
}
let [a, , b] = source(5);
console.log(a, b);
const [, ,] = source(1);
[, a = "none", ...b] = source(2);
console.log(a, b);
function* delegate() {
  yield* source(3);
  return "end";
}
const [, second, , fourth] = delegate();
console.log(second, fourth);
(([, x]) => console.log(x))(source(2));
for (const [, y] of [source(2), [1, 2], "ab", new Set([3, 4])]) console.log(y);
const failing = { [Symbol.iterator]() {
  return this;
}, next() {
  return { get done() { throw new Error("done"); } };
}, return() {
  console.log("not called");
} };
try { const [,] = failing; } catch (e) { console.log(e.message); }
try {
  const [, z] = { [Symbol.iterator]() { return { next() { return 1; } }; } };
} catch (e) {
  console.log(e.constructor.name);
}
