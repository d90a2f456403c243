// Stages that pull: each asks the one before it, and closing goes back through all.
const log = [];

async function* source(n) {
  try {
    for (let i = 1; i <= n; i++) {
      await null;
      yield i;
    }
  } finally {
    log.push('source closed');
  }
}

const map = (f) => async function* (it) {
  for await (const v of it) yield f(v);
};

const filter = (f) => async function* (it) {
  for await (const v of it) if (await f(v)) yield v;
};

const take = (n) => async function* (it) {
  if (n <= 0) return;
  let i = 0;
  for await (const v of it) {
    yield v;
    if (++i >= n) return;
  }
};

const drop = (n) => async function* (it) {
  for await (const v of it) if (n-- <= 0) yield v;
};

const chunk = (n) => async function* (it) {
  let part = [];
  for await (const v of it) {
    part.push(v);
    if (part.length === n) {
      yield part;
      part = [];
    }
  }
  if (part.length) yield part;
};

const scan = (f, acc) => async function* (it) {
  for await (const v of it) yield acc = await f(acc, v);
};

const flatMap = (f) => async function* (it) {
  for await (const v of it) yield* f(v);
};

const pipe = (it, ...stages) => stages.reduce((a, s) => s(a), it);

async function collect(it) {
  const out = [];
  for await (const v of it) out.push(v);
  return out;
}

(async () => {
  console.log(await collect(pipe(source(10), filter(async (x) => x % 2), map((x) => x * x), take(3))));
  console.log(log.splice(0).join());
  console.log(JSON.stringify(await collect(pipe(source(7), chunk(3), map(async (c) => c.join('+'))))));
  console.log(await collect(pipe(source(5), scan(async (a, b) => a + b, 0), drop(2))));
  console.log(await collect(pipe(source(3), flatMap((x) => source(x)), take(5))));
  console.log(log.splice(0).length);

  const failing = pipe(source(9), map((x) => {
    if (x === 4) throw 'at four';
    return x;
  }), take(8));
  const seen = [];
  try {
    for await (const v of failing) seen.push(v);
  } catch (e) {
    console.log(e, seen.join(), log.join());
  }
})();
