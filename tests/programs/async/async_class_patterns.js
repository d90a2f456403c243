// Factories, lazily made parts, disposable scopes and mixins of classes with async methods.
class Pool {
  static #made = 0;
  #idle = [];

  static async create(n) {
    const p = new Pool();
    await Promise.all(Array.from({ length: n }, async (_, i) => {
      for (let k = n - i; k > 0; k--) await null;
      p.#idle.push({ id: i, n: Pool.#made++ });
    }));
    return Object.freeze(p);
  }

  async use(f) {
    const c = this.#idle.shift();
    if (!c) throw new Error('exhausted');
    try {
      return await f(c);
    } finally {
      this.#idle.push(c);
    }
  }

  get free() {
    return this.#idle.map((c) => c.id).join('');
  }
}

const Logged = (Base) => class extends Base {
  lines = [];

  async run(...args) {
    this.lines.push('run ' + args);
    try {
      const r = await super.run(...args);
      this.lines.push('ok ' + r);
      return r;
    } catch (e) {
      this.lines.push('failed ' + e);
      throw e;
    }
  }
};

const Retried = (Base) => class extends Base {
  async run(...args) {
    for (let i = 2; i > 0; i--) {
      try {
        return await super.run(...args);
      } catch (e) {
        this.retried = (this.retried ?? 0) + 1;
      }
    }
    return super.run(...args);
  }
};

class Job {
  count = 0;

  async run(until) {
    await null;
    if (++this.count < until) throw 'attempt ' + this.count;
    return 'done at ' + this.count;
  }
}

class Lazy {
  #parts = {};

  part(name, make) {
    return this.#parts[name] ??= make.call(this);
  }

  async config() {
    return this.part('config', async () => ({ url: 'x' }));
  }

  async connection() {
    return this.part('connection', async function () {
      return { to: (await this.config()).url, n: ++Lazy.opened };
    });
  }

  static opened = 0;
}

(async () => {
  const p = await Pool.create(3);
  console.log(p.free, await p.use(async (c) => 'used ' + c.n), p.free);
  console.log(await p.use((a) => p.use((b) => p.use((c) => p.use(() => 0)))).catch((e) => e.message), p.free);

  for (const C of [Logged(Retried(Job)), Retried(Logged(Job))]) {
    const j = new C();
    console.log(await j.run(3), '|', j.lines.join(', '), '|', j.retried);
    console.log(await new C().run(9).catch((e) => e));
  }

  const l = new Lazy();
  const [a, b] = await Promise.all([l.connection(), l.connection()]);
  console.log(a === b, a.to, Lazy.opened);
})();
