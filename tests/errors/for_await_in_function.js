// expect: `for await` is only allowed in async functions: `function f` lacks `async`
// expect: this function is not async
// line: 5
function f(xs) {
  for await (const x of xs);
}
