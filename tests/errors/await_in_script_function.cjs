// expect: `await` is only allowed in async functions: `function f` lacks `async`
// line: 4
function f(x) {
  return await x;
}
