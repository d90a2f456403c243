// expect: `await` is only allowed in async functions: `(x) =>` lacks `async`
// expect: this function is not async
// line: 6
async function all(xs) {
  xs.forEach((x) => {
    await x;
  });
}
