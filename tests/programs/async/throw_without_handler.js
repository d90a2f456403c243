const show = (label, p) => p.then(
  ({ value, done }) => console.log(`${label}: ${value} ${done}`),
  (e) => console.log(`${label}: rejected ${e instanceof Error ? e.message : e}`),
);

async function* g() {
  yield 1;
  yield 2;
}

(async () => {
  const it = g();
  await show('next', it.next());
  await show('throw', it.throw(new Error('boom')));
  await show('next', it.next());

  // A promise as what is thrown is no more than a value.
  const p = Promise.resolve('inside');
  const other = g();
  await other.next();
  try {
    await other.throw(p);
  } catch (e) {
    console.log(e === p, await e);
  }

  const started = g();
  try {
    await started.throw(p);
  } catch (e) {
    console.log(e === p);
  }

  const queue = g();
  await Promise.all([
    show('a', queue.next()),
    show('b', queue.throw('first')),
    show('c', queue.throw('second')),
    show('d', queue.next()),
  ]);
})();
