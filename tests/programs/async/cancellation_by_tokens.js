// A token that is told to stop: checked, listened to, and raced against.
class Cancelled extends Error {
  name = 'Cancelled';
}

class Source {
  #listeners = [];
  cancelled = false;

  token = {
    check: () => {
      if (this.cancelled) throw new Cancelled(this.reason);
    },
    listen: (f) => this.cancelled ? f(this.reason) : this.#listeners.push(f),
    race: (p) => new Promise((resolve, reject) => {
      this.token.listen((reason) => reject(new Cancelled(reason)));
      Promise.resolve(p).then(resolve, reject);
    }),
  };

  cancel(reason) {
    if (this.cancelled) return;
    this.cancelled = true;
    this.reason = reason;
    for (const f of this.#listeners.splice(0)) f(reason);
  }
}

const log = [];

async function work(token, n) {
  try {
    for (let i = 0; i < n; i++) {
      token.check();
      await null;
      log.push('step ' + i);
    }
    return 'finished';
  } finally {
    log.push('cleaned up');
  }
}

async function* ticks(token) {
  try {
    for (let i = 0; ; i++) {
      await token.race(null);
      yield i;
    }
  } finally {
    log.push('ticks closed');
  }
}

(async () => {
  const report = async (name, p) => {
    try {
      log.push(await p);
    } catch (e) {
      log.push(`${e.name}: ${e.message}`);
    }
    console.log(name + ': ' + log.splice(0).join(', '));
  };

  let s = new Source();
  await report('in time', work(s.token, 2));

  s = new Source();
  const p = work(s.token, 100);
  for (let i = 0; i < 3; i++) await null;
  s.cancel('enough');
  s.cancel('again');
  await report('on the way', p);

  s = new Source();
  s.cancel('before');
  await report('before', work(s.token, 5));

  s = new Source();
  await report('race', Promise.all([
    s.token.race(new Promise(() => {})),
    (async () => {
      await null;
      s.cancel('while waiting for ever');
    })(),
  ]));

  s = new Source();
  await report('stream', (async () => {
    for await (const i of ticks(s.token)) {
      log.push(i);
      if (i === 2) s.cancel('at two');
    }
  })());
})();
