// A yield in `finally` suspends the return; `next` goes on with it, `throw` and `return` replace it.
const show = (label, p) => p.then(
  ({ value, done }) => console.log(`  ${label}: ${value} ${done}`),
  (e) => console.log(`  ${label}: rejected ${e}`),
);

async function* g() {
  try {
    try {
      yield 'body';
    } finally {
      const got = yield 'inner finally';
      console.log('  got', got);
    }
  } finally {
    yield 'outer finally';
  }
  yield 'after';
}

async function trial(...steps) {
  console.log(steps.map((s) => s[0]).join(' '));
  const it = g();
  for (const [how, value] of steps) await show(how, it[how](value));
}

(async () => {
  await trial(['next'], ['return', 'R'], ['next', 'a'], ['next'], ['next']);
  await trial(['next'], ['return', 'R'], ['return', 'S'], ['next'], ['next']);
  await trial(['next'], ['return', 'R'], ['throw', 'T'], ['next'], ['next']);
  await trial(['next'], ['throw', 'T'], ['next', 'b'], ['next'], ['next']);
  await trial(['next'], ['throw', 'T'], ['return', 'R'], ['next'], ['next']);
  await trial(['next'], ['next'], ['return', 'R'], ['return', 'S'], ['next']);
  await trial(['next'], ['return', Promise.resolve('P')], ['next', 'c'], ['throw', 'T'], ['next']);
})();
