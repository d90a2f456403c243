class Semaphore {
  #free;
  #waiting = [];

  constructor(n) {
    this.#free = n;
  }

  async acquire() {
    if (this.#free > 0) this.#free--;
    else await new Promise((go) => this.#waiting.push(go));
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const go = this.#waiting.shift();
      if (go) go();
      else this.#free++;
    };
  }

  async with(f) {
    const release = await this.acquire();
    try {
      return await f();
    } finally {
      release();
    }
  }
}

const jobs = async (n) => {
  while (n-- > 0) await null;
};

(async () => {
  // Without the mutex an update is lost.
  let balance = 0;
  const deposit = async (n) => {
    const old = balance;
    await jobs(2);
    balance = old + n;
  };
  await Promise.all([deposit(1), deposit(2), deposit(3)]);
  console.log('without', balance);

  balance = 0;
  const mutex = new Semaphore(1);
  await Promise.all([1, 2, 3].map((n) => mutex.with(() => deposit(n))));
  console.log('with', balance);

  let running = 0, most = 0;
  const order = [];
  const three = new Semaphore(3);
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => three.with(async () => {
    most = Math.max(most, ++running);
    await jobs(10 - i);
    running--;
    order.push(i);
    if (i % 4 === 3) throw 'failed ' + i;
    return i;
  })));
  console.log('at most', most, order.join());
  console.log(results.map((r) => r.value ?? r.reason).join(', '));

  const release = await mutex.acquire();
  const blocked = mutex.acquire();
  release();
  release();
  (await blocked)();
  console.log(await mutex.with(async () => 'free again'));
})();
