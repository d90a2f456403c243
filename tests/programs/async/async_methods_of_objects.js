const base = {
  kind: 'base',
  async describe() {
    return this.kind;
  },
};

const o = {
  ...base,
  kind: 'o',
  async plain(x) { return [this.kind, await x].join(); },
  async 'odd name'() { return 'odd'; },
  async 3() { return 'three'; },
  async async() { return 'async'; },
  async await() { return 'await'; },
  async get() { return 'get'; },
  async static() { return 'static'; },
  async *stream() { yield* ['s1', 's2']; },
  get async2() { return (async () => this.kind)(); },
};

const async = 'a variable';
const shorthand = { async, get: 1, await: 2 };

(async () => {
  console.log(await o.describe(), await o.plain(1), await o['odd name'](), await o[3]());
  console.log(await o.async(), await o.await(), await o.get(), await o.static(), await o.async2);
  for await (const s of o.stream()) console.log(s);
  console.log(shorthand.async, shorthand.get, shorthand.await);

  const { describe, ...rest } = o;
  console.log(Object.keys(rest).join());
  console.log(await rest.plain('rest'), await describe.call({ kind: 'borrowed' }));

  const copy = { ...o, kind: 'copy' };
  console.log(await copy.plain(Promise.resolve('x')), copy.plain === o.plain);

  // async is a name like others where no function follows.
  const f = async => async + 1;
  const g = (async) => async * 2;
  console.log(f(1), g(4), async
    , typeof async);
  const call = (x) => 'called ' + x;
  {
    const async = call;
    console.log(async(1), async (2));
  }
})();
