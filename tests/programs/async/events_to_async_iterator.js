// An emitter that pushes becomes an iterator that is asked.
class Emitter {
  #listeners = new Map();

  on(name, f) {
    if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
    this.#listeners.get(name).add(f);
    return () => this.#listeners.get(name).delete(f);
  }

  emit(name, value) {
    for (const f of [...this.#listeners.get(name) ?? []]) f(value);
  }

  count(name) {
    return this.#listeners.get(name)?.size ?? 0;
  }
}

function events(emitter, name) {
  const values = [], waiting = [];
  let finished = false, error;

  const settle = () => {
    while (waiting.length) {
      if (values.length) waiting.shift().resolve({ value: values.shift(), done: false });
      else if (error) {
        waiting.shift().reject(error);
        error = undefined;
        finished = true;
      } else if (finished) waiting.shift().resolve({ value: undefined, done: true });
      else return;
    }
  };
  const offs = [
    emitter.on(name, (v) => {
      values.push(v);
      settle();
    }),
    emitter.on('error', (e) => {
      error = e;
      settle();
    }),
    emitter.on('end', () => it.return()),
  ];
  const it = {
    next: () => new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      settle();
    }),
    async return(value) {
      for (const off of offs) off();
      finished = true;
      settle();
      return { value, done: true };
    },
    [Symbol.asyncIterator]() { return this; },
  };
  return it;
}

(async () => {
  const emitter = new Emitter();
  const read = async (label, stop) => {
    const got = [];
    try {
      for await (const v of events(emitter, 'data')) {
        got.push(v);
        if (v === stop) break;
      }
    } catch (e) {
      got.push(e);
    }
    console.log(label, got.join());
  };

  const readers = [read('all'), read('until two', 2)];
  emitter.emit('data', 1);
  emitter.emit('data', 2);
  await null;
  emitter.emit('data', 3);
  await readers[1];
  emitter.emit('data', 4);
  console.log(emitter.count('data'));
  emitter.emit('end');
  await readers[0];
  console.log(emitter.count('data'), emitter.count('error'));

  const failing = read('failing');
  emitter.emit('data', 'a');
  emitter.emit('error', 'broken');
  emitter.emit('data', 'b');
  await failing;
})();
