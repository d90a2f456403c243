const log = [];

const show = (label, p) => p.then(
  ({ value, done }) => log.push(`${label}: ${value} ${done}`),
  (e) => log.push(`${label}: rejected ${e}`),
);

async function* ends() {
  yield 'only';
  return 'result';
}

async function* fails() {
  yield 'only';
  throw 'failure';
}

(async () => {
  for (const make of [ends, fails]) {
    const it = make();
    await show('next', it.next());
    await show('next', it.next());
    await show('next', it.next());
    await show('return', it.return('r'));
    await show('return nothing', it.return());
    await show('throw', it.throw('t'));
    await show('throw nothing', it.throw());
    await show('next', it.next('n'));
    console.log(make.name + '\n  ' + log.splice(0).join('\n  '));
  }

  const it = fails();
  let i = 0;
  await Promise.all(Array.from({ length: 5 }, () => show('n' + i++, it.next())));
  console.log('at once\n  ' + log.join('\n  '));
})();
