// expect: `await using` is only allowed in async functions: `f` lacks `async`
// line: 5
const o = {
  f(xs) {
    for (await using x of xs);
  },
};
