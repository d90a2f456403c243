// `yield` awaits its operand: a rejection is thrown in the body, and no result comes of it.
const log = [];

async function* g() {
  try {
    yield Promise.reject('a');
    log.push('not reached');
  } catch (e) {
    log.push('caught ' + e);
  }
  yield 'b';
  yield Promise.reject('c');
  log.push('not reached');
}

async function* inFinally() {
  try {
    yield 1;
  } finally {
    try {
      yield Promise.reject('inner');
    } catch (e) {
      yield 'caught ' + e;
    }
  }
}

(async () => {
  const it = g();
  console.log(await it.next());
  try {
    await it.next();
  } catch (e) {
    console.log('rejected', e);
  }
  console.log(await it.next());
  console.log(log.join(', '));

  const f = inFinally();
  console.log(await f.next());
  console.log(await f.return('end'));
  console.log(await f.next());
  console.log(await f.next());

  try {
    for await (const v of g()) console.log('loop', v);
  } catch (e) {
    console.log('loop rejected', e);
  }
})();
