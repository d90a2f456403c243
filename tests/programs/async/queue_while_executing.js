// Requests that come while the body runs wait for their turn.
const log = [];

const show = (label, p) => p.then(
  ({ value, done }) => log.push(`${label}: ${value} ${done}`),
  (e) => log.push(`${label}: rejected ${e}`),
);

async function* g() {
  log.push('begin');
  await null;
  log.push('after await');
  try {
    const sent = yield 'one';
    log.push('sent ' + sent);
    await null;
    try {
      yield 'two';
    } catch (e) {
      log.push('caught ' + e);
      yield 'three';
    }
    yield 'not reached';
  } finally {
    log.push('finally');
    await null;
    log.push('finally after await');
  }
}

const it = g();
const all = [
  show('n1', it.next('dropped')),
  show('n2', it.next('second')),
  show('t1', it.throw('thrown')),
  show('r1', it.return('returned')),
  show('n3', it.next()),
  show('t2', it.throw('late')),
  show('r2', it.return('late')),
];
log.push('all asked');

Promise.all(all).then(() => console.log(log.join('\n')));
