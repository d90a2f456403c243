// The results of the inner iterator are awaited, its values are not.
const log = [];

const make = (methods) => ({
  [Symbol.asyncIterator]() {
    log.push('open');
    return methods;
  },
});

async function* outer(iterable) {
  try {
    const r = yield* iterable;
    log.push('result ' + r);
    return 'end';
  } catch (e) {
    log.push('caught ' + (e instanceof Error ? e.name : e));
    return 'after catch';
  }
}

const trial = async (name, methods, ...steps) => {
  const it = outer(make(methods));
  for (const [how, value] of steps) {
    try {
      const r = await it[how](value);
      log.push(`${how}: ${r.value instanceof Promise ? 'a promise of ' + await r.value : r.value}${r.done ? '!' : ''}`);
    } catch (e) {
      log.push(`${how}: rejected ${e instanceof Error ? e.name : e}`);
    }
  }
  console.log(name + ': ' + log.splice(0).join(', '));
};

const next = (v) => ({ value: 'n' + v, done: false });

(async () => {
  await trial('plain', { next }, ['next', 1], ['next', 2]);
  await trial('a promise is the value', { next: () => ({ value: Promise.resolve('p'), done: false }) }, ['next']);
  await trial('a promise at the end', { next: () => ({ value: Promise.resolve('p'), done: true }) }, ['next']);
  await trial('a promise of a result', { next: async (v) => next(v) }, ['next'], ['next', 2]);
  await trial('a thenable result', { next: () => ({ then: (f) => f({ value: 't', done: true }) }) }, ['next']);

  await trial('no throw, no return', { next }, ['next'], ['throw', 'T'], ['next']);
  await trial('no throw, with return',
    { next, return: (...a) => (log.push('closed/' + a.length), {}) }, ['next'], ['throw', 'T'], ['next']);
  await trial('no throw, return rejects', { next, return: async () => { throw 'R'; } }, ['next'], ['throw', 'T']);
  await trial('no throw, return gives no object', { next, return: () => 1 }, ['next'], ['throw', 'T']);
  await trial('throw goes on', { next, throw: async (v) => next('t' + v) }, ['next'], ['throw', 'T'], ['next', 3]);
  await trial('throw ends', { next, throw: (v) => ({ value: v, done: true }) }, ['next'], ['throw', 'T'], ['next']);
  await trial('throw throws', { next, throw(v) { throw v + '2'; } }, ['next'], ['throw', 'T']);
  await trial('throw is no function', { next, throw: 1 }, ['next'], ['throw', 'T']);
  await trial('throw gives no object', { next, throw: async () => 'x' }, ['next'], ['throw', 'T']);

  await trial('no return', { next }, ['next'], ['return', 'R'], ['next']);
  await trial('no return, a promise', { next }, ['next'], ['return', Promise.resolve('R')], ['next']);
  await trial('no return, a rejection', { next }, ['next'], ['return', Promise.reject('R')], ['next']);
  await trial('return is null', { next, return: null }, ['next'], ['return', 'R']);
  await trial('return goes on', { next, return: async (v) => next(v) }, ['next'], ['return', 'R'], ['next', 3]);
  await trial('return ends', { next, return: (v) => ({ value: v + '2', done: true }) }, ['next'], ['return', 'R']);
  await trial('return rejects', { next, return: async (v) => { throw v; } }, ['next'], ['return', 'R']);
  await trial('return gives no object', { next, return: () => 1 }, ['next'], ['return', 'R']);

  await trial('next gives no object', { next: () => 1 }, ['next'], ['next']);
  await trial('next rejects', { next: async () => { throw 'N'; } }, ['next'], ['next']);
  await trial('no next', {}, ['next']);
})();
