// Actors with mailboxes: each handles one message after the other.
class Actor {
  #mail = [];
  #wake;

  constructor(handler, state) {
    this.done = this.#run(handler, state);
  }

  async #run(handler, state) {
    for await (const { message, reply } of this.#messages()) {
      try {
        const [result, next = state] = await handler(state, message);
        state = next;
        reply.resolve(result);
      } catch (e) {
        reply.reject(e);
      }
    }
    return state;
  }

  async *#messages() {
    for (;;) {
      while (this.#mail.length) {
        const m = this.#mail.shift();
        if (m === null) return;
        yield m;
      }
      await new Promise((resolve) => { this.#wake = resolve; });
    }
  }

  #post(m) {
    this.#mail.push(m);
    this.#wake?.();
  }

  ask(message) {
    return new Promise((resolve, reject) => this.#post({ message, reply: { resolve, reject } }));
  }

  stop() {
    this.#post(null);
    return this.done;
  }
}

const account = (state, { type, n }) => {
  switch (type) {
    case 'deposit': return ['ok', state + n];
    case 'withdraw':
      if (n > state) throw new RangeError('not enough');
      return ['ok', state - n];
    case 'balance': return [state];
    default: throw new TypeError('unknown ' + type);
  }
};

async function* light(events) {
  const next = { green: 'yellow', yellow: 'red', red: 'green' };
  let state = 'red';
  for await (const e of events) {
    const before = state;
    switch (e) {
      case 'tick': state = next[state]; break;
      case 'fault': state = 'blinking'; break;
      case 'repair': state = 'red'; break;
    }
    yield `${before}>${state ?? 'off'}`;
    if (state === undefined) return;
  }
}

(async () => {
  const a = new Actor(account, 10);
  const replies = await Promise.allSettled([
    a.ask({ type: 'deposit', n: 5 }),
    a.ask({ type: 'withdraw', n: 100 }),
    a.ask({ type: 'balance' }),
    a.ask({ type: 'withdraw', n: 15 }),
    a.ask({ type: 'audit' }),
  ]);
  for (const r of replies) console.log(r.status, r.value ?? r.reason.message);
  console.log('stopped with', await a.stop());

  for await (const s of light(['tick', 'tick', 'fault', 'repair', 'tick', 'fault', 'tick', 'tick'])) console.log(s);
})();
