// Only the first call counts, and what comes after it is dropped.
const cases = {
  'fulfils twice': { then(f) { f('one'); f('two'); } },
  'fulfils and rejects': { then(f, r) { f('good'); r('bad'); } },
  'rejects and fulfils': { then(f, r) { r('bad'); f('good'); } },
  'throws after fulfilling': { then(f) { f('kept'); throw 'dropped'; } },
  'throws after rejecting': { then(f, r) { r('kept'); throw 'dropped'; } },
  'throws': { then() { throw 'thrown'; } },
  'getter throws': { get then() { throw 'by the getter'; } },
  'then is a number': { then: 1 },
  'then is null': { then: null },
  'then is an object': { then: {} },
  'fulfils with a thenable': { then(f) { f({ then(g) { g('inner'); } }); } },
  'fulfils with a promise, then throws': { then(f) { f(Promise.resolve('p')); throw 'no'; } },
  'rejects with a promise': { then(f, r) { r(Promise.resolve('as it is')); } },
  'fulfils later': { then(f) { Promise.resolve().then(() => f('later')); } },
  'inherited then': Object.create({ then(f) { f('inherited'); } }),
  'callable thenable': Object.assign(() => {}, { then(f) { f('function'); } }),
  'proxy': new Proxy({}, { get: (t, k) => (k === 'then' ? (f) => f('proxy') : undefined) }),
};

(async () => {
  for (const name in cases) {
    const seen = [];
    for (const take of [
      async (t) => await t,
      async (t) => t,
      (t) => Promise.resolve(t),
      async (t) => {
        for await (const v of [t]) return v;
      },
    ]) {
      try {
        const v = await take(cases[name]);
        seen.push(typeof v === 'object' ? 'itself ' + (v === cases[name]) : v);
      } catch (e) {
        seen.push('rejected ' + (e instanceof Promise ? 'with a promise' : e));
      }
    }
    console.log(`${name}: ${seen.join(' | ')}`);
  }

  // The receiver and the arguments.
  const t = {
    then(...args) {
      console.log(this === t, args.length, args.map((f) => `${typeof f} ${f.length} [${f.name}]`).join(', '));
      args[0]();
    },
  };
  console.log(await t);

  // `then` is read once for each await.
  let reads = 0;
  const counted = { get then() { reads++; return (f) => f(reads); } };
  console.log(await counted, await counted, reads);
})();
