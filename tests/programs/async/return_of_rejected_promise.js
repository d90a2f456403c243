// What `return` is given is awaited, and a rejection is thrown where the body waits.
const log = [];

const show = (label, p) => p.then(
  ({ value, done }) => log.push(`${label}: ${value} ${done}`),
  (e) => log.push(`${label}: rejected ${e}`),
);

async function* catching() {
  try {
    yield 1;
  } catch (e) {
    log.push('caught ' + e);
    yield 'recovered';
  } finally {
    log.push('finally');
  }
}

async function* plain() {
  try {
    yield 1;
  } finally {
    log.push('finally');
  }
}

async function* own() {
  try {
    return Promise.reject('own');
  } catch (e) {
    log.push('caught ' + e);
    return 'instead of ' + e;
  }
}

(async () => {
  let it = catching();
  await it.next();
  await show('return', it.return(Promise.reject('no')));
  await show('next', it.next());

  it = plain();
  await it.next();
  await show('return', it.return(Promise.reject('no')));
  await show('next', it.next());

  it = plain();
  await it.next();
  await show('return', it.return({ then() { throw 'from then'; } }));

  it = plain();
  await it.next();
  await show('return', it.return({ get then() { throw 'from the getter'; } }));

  it = own();
  await show('own', it.next());
  await show('next', it.next());

  console.log(log.join('\n'));
})();
