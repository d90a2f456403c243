// expect: `yield` is only allowed in generators: `async function h` lacks `*`
// expect: this function is not a generator
// line: 6
async function h(x) {
  await x;
  yield x;
}
