// expect: `yield` is not allowed in the initializer of a class field
// line: 5
function* g() {
  return class {
    x = yield 1;
  };
}
