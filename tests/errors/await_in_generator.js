// expect: `await` is only allowed in async functions: `function* g` lacks `async`
// expect: this function is not async
// line: 6
function* g(x) {
  yield 1;
  yield await x;
}
