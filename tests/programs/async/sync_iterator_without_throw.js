// `throw` through `yield*` to a sync iterator that has none closes it and is a TypeError;
// node 20 throws what it was given, and closes nothing.
let log = [];

const iterator = (methods) => ({
  [Symbol.iterator]() {
    return { next: (v) => (log.push('next ' + v), { value: 'n', done: false }), ...methods };
  },
});

async function* outer(inner) {
  try {
    const r = yield* inner;
    log.push('result ' + r);
  } catch (e) {
    log.push('inside ' + (e instanceof Error ? e.name : e));
  }
  return 'end';
}

(async () => {
  const trial = async (name, methods, how) => {
    log = [];
    const it = outer(iterator(methods));
    await it.next();
    try {
      const { value, done } = await it[how]('sent');
      log.push(`${value} ${done}`);
    } catch (e) {
      log.push('rejected ' + (e instanceof Error ? e.name : e));
    }
    console.log(`${name}: ${log.join(', ')}`);
  };

  const ret = { return: (v) => (log.push('return ' + v), { value: v, done: true }) };

  await trial('throw, neither', {}, 'throw');
  await trial('throw, only return', ret, 'throw');
  await trial('throw, return throws', { return() { throw 'of return'; } }, 'throw');
  await trial('throw, goes on', { ...ret, throw: (v) => ({ value: Promise.resolve('t ' + v), done: false }) }, 'throw');
  await trial('throw, ends', { ...ret, throw: (v) => ({ value: 't ' + v, done: true }) }, 'throw');
  await trial('throw, throws', { ...ret, throw(v) { throw 'again ' + v; } }, 'throw');
  await trial('throw, no object', { ...ret, throw: () => 1 }, 'throw');
  await trial('throw, rejects and goes on',
    { ...ret, throw: () => ({ value: Promise.reject('p'), done: false }) }, 'throw');
  await trial('throw, rejects and ends',
    { ...ret, throw: () => ({ value: Promise.reject('p'), done: true }) }, 'throw');
  await trial('return, none', {}, 'return');
  await trial('return', ret, 'return');
  await trial('return, goes on', { return: (v) => ({ value: 'still ' + v, done: false }) }, 'return');
  await trial('return, rejects', { return: () => ({ value: Promise.reject('p'), done: true }) }, 'return');
  await trial('return, no object', { return: () => 1 }, 'return');
})();
