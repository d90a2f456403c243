// Time that passes only when everybody waits for it.
class Clock {
  now = 0;
  #sleeping = [];

  sleep(ms, value) {
    return new Promise((wake) => {
      const at = this.now + ms;
      let i = this.#sleeping.length;
      while (i > 0 && this.#sleeping[i - 1].at > at) i--;
      this.#sleeping.splice(i, 0, { at, wake: () => wake(value) });
    });
  }

  async timeout(p, ms) {
    const late = this.sleep(ms).then(() => { throw new Error(`timeout after ${ms}`); });
    return Promise.race([p, late]);
  }

  async *every(ms) {
    for (let i = 0; ; i++) {
      await this.sleep(ms);
      yield i;
    }
  }

  async run(until = Infinity) {
    for (;;) {
      for (let i = 0; i < 50; i++) await null;
      if (!this.#sleeping.length || this.#sleeping[0].at > until) return this.now;
      const { at, wake } = this.#sleeping.shift();
      this.now = at;
      wake();
    }
  }
}

const clock = new Clock();
const log = (...args) => console.log(String(clock.now).padStart(5), ...args);

async function worker(name, ...times) {
  for (const t of times) log(name, await clock.sleep(t, `slept ${t}`));
  return name;
}

async function debounced(values, ms) {
  let last = 0;
  const done = [];
  for (const [at, v] of values) {
    await clock.sleep(at - clock.now);
    const mine = ++last;
    clock.sleep(ms).then(() => {
      if (mine === last) log('debounced', v);
      else done.push(v);
    });
  }
  await clock.sleep(ms + 1);
  log('dropped', done.join());
}

(async () => {
  worker('a', 10, 20, 30);
  worker('b', 15, 15, 15);
  clock.timeout(clock.sleep(100, 'in time'), 200).then((v) => log(v));
  clock.timeout(clock.sleep(300), 50).catch((e) => log(e.message));
  (async () => {
    for await (const i of clock.every(40)) {
      log('tick', i);
      if (i === 3) break;
    }
  })();
  log('ends at', await clock.run());

  Promise.any([worker('c', 30), worker('d', 10), worker('e', 20)]).then((n) => log('first is', n));
  await clock.run();

  debounced([[1000, 'x'], [1010, 'xy'], [1020, 'xyz'], [1200, 'q']], 50);
  await clock.run();
})();
