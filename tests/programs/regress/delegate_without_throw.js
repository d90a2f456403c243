// The message says that the inner iterator of a `yield*` cannot take the exception.
function* outer() {
  try {
    yield* { [Symbol.iterator]() { return this; }, next: () => ({ done: false, value: 1 }) };
  } catch (e) {
    console.log(`${e.name}: ${e.message}`);
  }
}
const g = outer();
g.next();
g.throw("lost");
