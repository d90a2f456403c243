// expect: `await using` is only allowed in async functions: `function* g` lacks `async`
// expect: this function is not async
// line: 6
function* g(x) {
  yield 1;
  await using r = x;
}
