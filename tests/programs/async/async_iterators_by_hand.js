// Iterables with and without `return` and `throw`, as classes and as objects.
class Countdown {
  constructor(from) {
    this.from = from;
  }

  [Symbol.asyncIterator]() {
    let n = this.from;
    return {
      next: async () => n > 0 ? { value: n--, done: false } : { value: undefined, done: true },
    };
  }
}

class Lines {
  #chunks;
  closed = 0;

  constructor(...chunks) {
    this.#chunks = chunks;
  }

  async *[Symbol.asyncIterator]() {
    let rest = '';
    try {
      for (const chunk of this.#chunks) {
        const parts = (rest + await chunk).split('\n');
        rest = parts.pop();
        yield* parts;
      }
      if (rest) yield rest;
    } finally {
      this.closed++;
    }
  }
}

class Both {
  i = 0;

  [Symbol.asyncIterator]() {
    return this;
  }

  next() {
    return Promise.resolve({ value: this.i++, done: this.i > 5 });
  }

  return(v) {
    this.i = 100;
    return Promise.resolve({ value: v, done: true });
  }
}

(async () => {
  const c = new Countdown(3);
  for await (const a of c) for await (const b of c) if (a === b) console.log(a, b);
  for await (const a of c) if (a === 2) break;

  const l = new Lines('one\ntw', Promise.resolve('o\nth'), 'ree\n', 'four');
  for await (const line of l) console.log(line);
  for await (const line of l) if (line === 'two') break;
  console.log('closed', l.closed);

  const both = new Both();
  for await (const v of both) if (v === 2) break;
  console.log(both.i, await both.next());

  const inherited = Object.create(new Both());
  let sum = 0;
  for await (const v of inherited) sum += v;
  console.log(sum, inherited.i);

  // %AsyncIteratorPrototype% gives an iterator that gives itself.
  const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf((async function* () {}).prototype));
  const once = Object.setPrototypeOf({
    done: false,
    async next() {
      const r = { value: 'once', done: this.done };
      this.done = true;
      return r;
    },
  }, AsyncIteratorPrototype);
  for await (const v of once) console.log(v);
})();
