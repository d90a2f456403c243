// Requests of one round of jobs become one batch, and what is under way is shared.
class Loader {
  #batch = null;
  #cache = new Map();
  batches = [];

  constructor(load) {
    this.load = load;
  }

  get(key) {
    let p = this.#cache.get(key);
    if (!p) {
      p = this.#enqueue(key);
      this.#cache.set(key, p);
      p.catch(() => this.#cache.delete(key));
    }
    return p;
  }

  async #enqueue(key) {
    this.#batch ??= { keys: [], results: this.#flush() };
    const { keys, results } = this.#batch;
    const at = keys.push(key) - 1;
    const result = (await results)[at];
    if (result instanceof Error) throw result;
    return result;
  }

  async #flush() {
    await null;
    await null;
    const { keys } = this.#batch;
    this.#batch = null;
    this.batches.push(keys.join('+'));
    return this.load(keys);
  }
}

(async () => {
  const users = new Loader(async (ids) => {
    await null;
    return ids.map((id) => id > 90 ? new RangeError('no user ' + id) : { id, friend: id + 1 });
  });

  const all = await Promise.all([1, 2, 3, 2].map((id) => users.get(id)));
  console.log(all.map((u) => u.id).join(), all[1] === all[3], users.batches.join(' '));

  const friends = await Promise.all([10, 20].map(async (id) => {
    const u = await users.get(id);
    const f = await users.get(u.friend);
    return (await users.get(f.friend)).id;
  }));
  console.log(friends.join(), users.batches.slice(1).join(' '));

  console.log(await users.get(99).catch((e) => e.message));
  console.log((await Promise.allSettled([users.get(99), users.get(1)])).map((r) => r.status).join());
  console.log(users.batches.at(-1));
})();
