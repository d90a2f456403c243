const log = [];

const show = (label, p) => p.then(
  ({ value, done }) => log.push(`${label}: ${value} ${done}`),
  (e) => log.push(`${label}: rejected ${e}`),
);

async function* counter() {
  let n = 0;
  while (true) {
    try {
      const step = yield n;
      n += step ?? 1;
    } catch (e) {
      n = e;
    }
  }
}

(async () => {
  const it = counter();
  await show('start', it.next(99));
  await show('default step', it.next());
  await show('step of ten', it.next(10));
  await show('thrown', it.throw(100));
  await show('step', it.next(5));

  // At a yield the body runs at once, and up to its next await.
  await Promise.all([
    show('a', it.next(1)),
    show('b', it.next(2)),
    show('c', it.throw(1000)),
    show('d', it.next(3)),
    show('e', it.return('done')),
    show('f', it.next(4)),
  ]);

  console.log(log.join('\n'));
})();
