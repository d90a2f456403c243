// A generator that is done waits for what `return` was given before it takes the next request.
const log = [];

const show = (label, p) => p.then(
  ({ value, done }) => log.push(`${label}: ${value} ${done}`),
  (e) => log.push(`${label}: rejected ${e}`),
);

function later(value, jobs, how = 'resolve') {
  let p = Promise.resolve();
  for (let i = 0; i < jobs; i++) p = p.then(() => {});
  return p.then(() => Promise[how](value));
}

async function* empty() {}

(async () => {
  let it = empty();
  await it.next();
  await Promise.all([
    show('r1', it.return(later('slow', 5))),
    show('n1', it.next()),
    show('r2', it.return(later('bad', 3, 'reject'))),
    show('t1', it.throw('thrown')),
    show('r3', it.return('quick')),
    show('n2', it.next()),
  ]);
  console.log(log.splice(0).join('\n'));

  // More requests come while it waits.
  it = empty();
  const more = [];
  await show('first', it.return({
    then(f) {
      log.push('then called');
      more.push(show('inside', it.next()), show('inside', it.return('r')));
      f('of a thenable');
    },
  }));
  await Promise.all(more);
  console.log(log.splice(0).join('\n'));

  // `return` in the body and from outside.
  it = (async function* () {
    log.push('begin');
    return later('body', 2);
  })();
  await Promise.all([show('n', it.next()), show('r', it.return('r')), show('n', it.next())]);
  console.log(log.join('\n'));
})();
