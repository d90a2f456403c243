const compose = (...fs) => (x) => fs.reduceRight((acc, f) => acc.then(f), Promise.resolve(x));

const curry = (f, n = f.length) => async function next(...args) {
  return args.length >= n ? f(...args) : (...more) => next(...args, ...more);
};

const once = (f) => {
  let p;
  return (...args) => p ??= f(...args);
};

const memoize = (f) => {
  const cache = new Map();
  return async (...args) => {
    const key = JSON.stringify(args);
    if (!cache.has(key)) cache.set(key, f(...args));
    return cache.get(key);
  };
};

const counter = async () => {
  let n = 0;
  await null;
  return { inc: async (by = 1) => n += await by, get n() { return n; } };
};

function makeStack() {
  const items = [];
  return {
    push: async (...xs) => {
      for (const x of xs) items.push(await x);
      return items.length;
    },
    async *drain() {
      while (items.length) yield items.pop();
    },
    [Symbol.asyncIterator]() {
      return this.drain();
    },
  };
}

const serialize = (f) => {
  let last = Promise.resolve();
  return (...args) => last = last.then(() => f(...args), () => f(...args));
};

(async () => {
  console.log(await compose(async (x) => x + 1, (x) => x * 2, async (x) => x ** 2)(3));
  const add = curry(async (a, b, c) => a + b + c);
  console.log(await (await (await add(1))(2))(3), await (await add(1, 2))(3));

  let calls = 0;
  const only = once(async (x) => {
    calls++;
    return x;
  });
  console.log((await Promise.all([only(1), only(2)])).join(), calls);

  const fib = memoize(async (n) => {
    calls++;
    return n < 2 ? BigInt(n) : await fib(n - 1) + await fib(n - 2);
  });
  console.log(await fib(90), calls);

  const c = await counter(), d = await counter();
  // Each reads `n` before it waits, and so the last one wins.
  await Promise.all([c.inc(), c.inc(5), d.inc(Promise.resolve(7))]);
  console.log(c.n, d.n);

  const s = makeStack();
  console.log(await s.push(1, Promise.resolve(2), 3));
  let out = '';
  for await (const x of s) {
    out += x;
    if (x === 3) await s.push('again');
  }
  console.log(out);

  const log = [];
  const serial = serialize(async (name, fails) => {
    log.push('<' + name);
    await null;
    log.push(name + '>');
    if (fails) throw name;
    return name;
  });
  const rs = await Promise.allSettled([serial('a'), serial('b', true), serial('c')]);
  console.log(log.join(' '), rs.map((r) => r.status[0]).join(''));
})();
