// expect: `await` is only allowed in async functions: `function f` lacks `async`
// expect: this function is not async
// line: 5
function f(x) {
  const y = await x;
}
