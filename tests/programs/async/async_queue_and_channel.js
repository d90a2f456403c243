// Producers wait while the channel is full, consumers while it is empty.
class Channel {
  #values = [];
  #takers = [];
  #putters = [];
  #closed = false;

  constructor(size = 0) {
    this.size = size;
  }

  async put(v) {
    if (this.#closed) throw new Error('closed');
    const taker = this.#takers.shift();
    if (taker) return taker({ value: v, done: false });
    if (this.#values.length < this.size) return void this.#values.push(v);
    await new Promise((go) => this.#putters.push({ v, go }));
  }

  async next() {
    if (this.#values.length) {
      const value = this.#values.shift();
      const putter = this.#putters.shift();
      if (putter) {
        this.#values.push(putter.v);
        putter.go();
      }
      return { value, done: false };
    }
    const putter = this.#putters.shift();
    if (putter) {
      putter.go();
      return { value: putter.v, done: false };
    }
    if (this.#closed) return { value: undefined, done: true };
    return new Promise((take) => this.#takers.push(take));
  }

  close() {
    this.#closed = true;
    for (const take of this.#takers.splice(0)) take({ value: undefined, done: true });
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

async function run(size) {
  const log = [];
  const channel = new Channel(size);
  const producer = async (name, n) => {
    for (let i = 1; i <= n; i++) {
      await channel.put(name + i);
      log.push('+' + name + i);
    }
  };
  const consumer = async (name) => {
    for await (const v of channel) {
      log.push(name + v);
      if (name === 'slow:') for (let i = 0; i < 5; i++) await null;
    }
    log.push(name + 'end');
  };
  const consumers = [consumer('fast:'), consumer('slow:')];
  await Promise.all([producer('a', 4), producer('b', 3)]);
  channel.close();
  await Promise.all(consumers);
  console.log(size, log.join(' '));
  console.log(await channel.put(1).catch((e) => e.message));
}

(async () => {
  await run(0);
  await run(2);
  await run(100);
})();
