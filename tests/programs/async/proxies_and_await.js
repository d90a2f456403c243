const log = [];

const watch = (target, name) => new Proxy(target, {
  get(t, k, r) {
    log.push(`${name}.${String(k)}`);
    return Reflect.get(t, k, r);
  },
});

(async () => {
  const o = watch({ x: 1 }, 'o');
  console.log((await o) === o, log.splice(0).join());

  const thenable = watch({ then(f) { f('from a proxy'); } }, 'thenable');
  console.log(await thenable, log.splice(0).join());

  // A proxy of a promise is no promise: its `then` refuses the receiver.
  const p = watch(Promise.resolve(1), 'p');
  try {
    await p;
  } catch (e) {
    console.log(e.name, log.splice(0).join());
  }

  const bound = new Proxy(Promise.resolve('bound'), {
    get: (t, k) => typeof t[k] === 'function' ? t[k].bind(t) : t[k],
  });
  console.log(await bound);

  const fn = new Proxy(async (x) => x + 1, {
    apply(f, self, args) {
      log.push('apply');
      return f(...args);
    },
  });
  console.log(await fn(1), log.splice(0).join());

  const source = watch({
    async *[Symbol.asyncIterator]() {
      yield 'a';
      yield 'b';
    },
  }, 'source');
  for await (const v of source) log.push(v);
  console.log(log.splice(0).join());

  const iterator = watch({
    i: 0,
    next() { return watch({ value: this.i, done: this.i++ > 1 }, 'result'); },
    return() { return watch({}, 'end'); },
  }, 'iterator');
  for await (const v of { [Symbol.asyncIterator]: () => iterator }) if (v === 1) break;
  console.log(log.splice(0).join());

  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  console.log(await (async () => proxy)().catch((e) => e.name));
  try {
    await proxy;
  } catch (e) {
    console.log(e.name);
  }
})();
