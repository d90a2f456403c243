// expect: `yield` is only allowed in generators, and an arrow function is never one
// expect: this function is not a generator
// line: 5
function* g(xs) {
  xs.forEach((x) => { yield x; });
}
