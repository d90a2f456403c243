// expect: `await using` is only allowed in async functions and at the top level of modules
// line: 3
await using x = null;
