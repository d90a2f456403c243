// The specification closes a sync iterator when one of its promises rejects; node 20 does not.
let log = [];

const source = (values, extra) => ({
  [Symbol.iterator]() {
    let i = 0;
    return {
      next() {
        log.push('next');
        return { value: values[i], done: i++ >= values.length };
      },
      return(...args) {
        log.push('return/' + args.length);
        return { value: 'closed', done: true };
      },
      ...extra,
    };
  },
});

async function loop(iterable, act = () => {}) {
  for await (const v of iterable) {
    log.push(v);
    if (act(v) === 'break') break;
  }
  log.push('end');
}

(async () => {
  const trial = async (name, ...args) => {
    log = [];
    try {
      await loop(...args);
    } catch (e) {
      log.push('caught ' + (e instanceof Error ? e.name : e));
    }
    console.log(name + ': ' + log.join(' '));
  };

  await trial('to the end', source(['a', 'b']));
  await trial('break', source(['a', 'b']), () => 'break');
  await trial('throw', source(['a', 'b']), () => { throw 'x'; });
  await trial('rejected value', source(['a', Promise.reject('r'), 'b']));
  await trial('thenable that throws', source([{ then() { throw 't'; } }]));
  await trial('getter that throws', source([{ get then() { throw 'g'; } }]));
  await trial('next throws', source([], { next() { throw 'n'; } }));
  await trial('next gives no object', source([], { next: () => 1 }));
  await trial('return throws in a break', source(['a'], { return() { throw 'q'; } }), () => 'break');
  await trial('return throws in a throw', source(['a'], { return() { throw 'q'; } }), () => { throw 'x'; });
  await trial('return gives no object', source(['a'], { return: () => 1 }), () => 'break');
  await trial('no return', source(['a'], { return: undefined }), () => 'break');
  await trial('return gives a rejection',
    source(['a'], { return: () => ({ value: Promise.reject('p'), done: true }) }), () => 'break');
  await trial('rejected result at the end',
    source([], { next: () => ({ value: Promise.reject('last'), done: true }) }));
})();
