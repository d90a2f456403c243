// What the iterator itself gets wrong ends the loop without closing it.
let log = [];

const source = (methods) => ({
  [Symbol.asyncIterator]() {
    return Object.setPrototypeOf(methods, {
      return() {
        log.push('return');
        return {};
      },
    });
  },
});

(async () => {
  const trial = async (name, iterable, act = () => {}) => {
    log = [];
    try {
      for await (const v of iterable) {
        log.push('v ' + v);
        act();
        break;
      }
      log.push('end');
    } catch (e) {
      log.push('caught ' + (e instanceof Error ? e.name : e));
    }
    console.log(name + ': ' + log.join(', '));
  };
  const fail = () => { throw 'body'; };
  const one = { next: () => ({ value: 1, done: false }) };

  await trial('next rejects', source({ next: async () => { throw 'n'; } }));
  await trial('next throws', source({ next() { throw 'n'; } }));
  await trial('no next', source({}));
  await trial('next gives a number', source({ next: () => 1 }));
  await trial('next gives a promise of a number', source({ next: async () => 1 }));
  await trial('done throws', source({ next: () => ({ get done() { throw 'd'; } }) }));
  await trial('value throws', source({ next: () => ({ get value() { throw 'v'; } }) }));
  await trial('done is truthy', source({ next: () => ({ value: 1, done: 'yes' }) }));
  await trial('return is not callable', source({ ...one, return: 1 }));
  await trial('return is not callable in a throw', source({ ...one, return: 1 }), fail);
  await trial('return is null', source({ ...one, return: null }));
  await trial('return gives a number', source({ ...one, return: () => 1 }));
  await trial('return gives a promise of a number', source({ ...one, return: async () => 1 }));
  await trial('return gives a number in a throw', source({ ...one, return: () => 1 }), fail);
  await trial('return rejects', source({ ...one, return: async () => { throw 'r'; } }));
  await trial('return rejects in a throw', source({ ...one, return: async () => { throw 'r'; } }), fail);
  await trial('getter of return throws', source({ next: one.next, get return() { throw 'g'; } }));
  await trial('asyncIterator gives a number', { [Symbol.asyncIterator]: () => 1 });
  await trial('asyncIterator throws', { [Symbol.asyncIterator]() { throw 'a'; } });
  await trial('results are thenables', source({
    next: () => ({ then: (f) => f({ value: 'awaited', done: false }) }),
    return: () => ({ then: (f) => (log.push('return awaited'), f({})) }),
  }));
})();
