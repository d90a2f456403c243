// Functions that wait, as they were written before there was `async`.
function co(gen) {
  return (...args) => new Promise((resolve, reject) => {
    const it = gen(...args);
    const step = (how, value) => {
      let r;
      try {
        r = it[how](value);
      } catch (e) {
        return reject(e);
      }
      if (r.done) return resolve(r.value);
      Promise.resolve(r.value).then((v) => step('next', v), (e) => step('throw', e));
    };
    step('next');
  });
}

const log = [];

const f = co(function* (x) {
  log.push('begin ' + x);
  try {
    const a = yield Promise.resolve(x + 1);
    const b = yield a * 2;
    const [c, d] = yield Promise.all([b, g(b)]);
    log.push([a, b, c, d].join());
    yield Promise.reject('refused');
  } catch (e) {
    log.push('caught ' + e);
    return yield g(100);
  } finally {
    yield null;
    log.push('finally');
  }
});

const g = co(function* (n) {
  let sum = 0;
  for (let i = 0; i < 3; i++) sum += yield n + i;
  return sum;
});

const delegating = co(function* () {
  const sub = function* (n) {
    return (yield n) + (yield n + 1);
  };
  return (yield* sub(1)) * (yield* sub(3));
});

(async () => {
  console.log(await f(1));
  console.log(log.join('\n'));
  console.log(await delegating());
  console.log(await co(function* () { throw 'at once'; })().catch((e) => e));
  console.log(await co(function* () { yield Promise.reject('later'); })().catch((e) => e));

  // Both kinds take the same number of jobs.
  const order = [];
  const old = co(function* () {
    for (let i = 0; i < 3; i++) {
      yield null;
      order.push('co' + i);
    }
  });
  const modern = async () => {
    for (let i = 0; i < 3; i++) {
      await null;
      order.push('async' + i);
    }
  };
  await Promise.all([old(), modern()]);
  console.log(order.join(' '));
})();
