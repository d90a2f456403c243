// A body may ask its own generator: the request is queued, and awaiting it there would never end.
const log = [];

let it;

async function* g() {
  const mine = it.next('sent by myself');
  mine.then(({ value, done }) => log.push(`mine: ${value} ${done}`));
  log.push('asked');
  const got = yield 'first';
  log.push('got ' + got);
  it.return('by myself').then(({ value, done }) => log.push(`return: ${value} ${done}`));
  try {
    yield 'second';
    log.push('not reached');
  } finally {
    log.push('closed');
    it.throw('in finally').catch((e) => log.push('throw: ' + e));
    await null;
  }
}

it = g();
it.next().then(({ value, done }) => {
  log.push(`outer: ${value} ${done}`);
});

// A sync generator would throw here, an async one queues.
async function* selfish() {
  const later = self.next();
  yield 'one';
  yield later.then === Promise.prototype.then;
}
const self = selfish();

(async () => {
  for await (const v of self) log.push('selfish ' + v);
  for (let i = 0; i < 20; i++) await null;
  console.log(log.join('\n'));
})();
