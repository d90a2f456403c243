// Before its first `next` a generator has not begun: what ends it leaves the body alone.
const log = [];

async function* g(name) {
  log.push(name + ' begins');
  try {
    yield 1;
  } finally {
    log.push(name + ' finally');
  }
}

const show = (label, p) => p.then(
  ({ value, done }) => log.push(`${label}: ${value} ${done}`),
  (e) => log.push(`${label}: rejected ${e}`),
);

(async () => {
  let it = g('returned');
  await show('return', it.return('r'));
  await show('next', it.next());
  await show('return', it.return('s'));

  it = g('thrown');
  await show('throw', it.throw('t'));
  await show('next', it.next());
  await show('throw', it.throw('u'));

  it = g('queued');
  await Promise.all([
    show('return', it.return('r')),
    show('next', it.next()),
    show('throw', it.throw('t')),
    show('return', it.return('s')),
    show('next', it.next()),
  ]);

  it = g('promise');
  await Promise.all([
    show('return', it.return(Promise.resolve('waited'))),
    show('next', it.next()),
  ]);

  it = g('rejection');
  await Promise.all([
    show('return', it.return(Promise.reject('waited'))),
    show('next', it.next()),
  ]);

  it = g('begun');
  await Promise.all([show('next', it.next('ignored')), show('return', it.return('r'))]);

  console.log(log.join('\n'));
})();
