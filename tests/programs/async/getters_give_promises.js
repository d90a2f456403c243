// Getters cannot be async, but may give what can be awaited.
const log = [];

class Lazy {
  #cache;

  get value() {
    return this.#cache ??= (async () => {
      log.push('computed');
      await null;
      return 42;
    })();
  }

  set value(v) {
    this.#cache = Promise.resolve(v).then((x) => x * 2);
  }

  get then2() {
    return async (f) => f(await this.value);
  }

  static get ready() {
    return Promise.resolve(new this());
  }
}

(async () => {
  const l = await Lazy.ready;
  console.log(await l.value, await l.value, (await Promise.all([l.value, l.value])).join(), log.join());

  l.value = (async () => 50)();
  console.log(await l.value);
  await l.then2((x) => console.log('got', x));

  const chain = { get a() { return { get b() { return (async () => ({ c: 'deep' }))(); } }; } };
  console.log((await chain.a.b).c);

  const proxy = new Proxy({}, { get: (t, k) => (k === 'then' ? undefined : (async () => 'lazy ' + String(k))()) });
  console.log(await proxy.name, (await proxy) === proxy);

  const { x, y } = proxy;
  console.log(await x, await y);
})();
