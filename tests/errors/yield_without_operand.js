// expect: `yield` is only allowed in generators: `async function h` lacks `*`
// line: 4
async function h(x) {
  yield;
}
