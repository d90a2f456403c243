// One after the other, all at once, and so many at a time.
const log = [];

const job = (name, jobs) => async () => {
  log.push('<' + name);
  for (let i = 0; i < jobs; i++) await null;
  log.push(name + '>');
  return name;
};

const list = () => [job('a', 5), job('b', 1), job('c', 3), job('d', 2), job('e', 1)];

async function inSequence(fs) {
  const out = [];
  for (const f of fs) out.push(await f());
  return out;
}

const byReduce = (fs) => fs.reduce(async (acc, f) => [...await acc, await f()], []);

const atOnce = (fs) => Promise.all(fs.map((f) => f()));

async function pool(fs, n) {
  const out = [];
  const it = fs.entries();
  const worker = async () => {
    for (const [i, f] of it) out[i] = await f();
  };
  await Promise.all(Array.from({ length: n }, worker));
  return out;
}

async function retry(f, times) {
  for (let i = 1; ; i++) {
    try {
      return await f(i);
    } catch (e) {
      if (i === times) throw new Error('gave up', { cause: e });
    }
  }
}

(async () => {
  for (const run of [inSequence, byReduce, atOnce, (fs) => pool(fs, 2), (fs) => pool(fs, 9)]) {
    const r = await run(list());
    console.log(r.join(), '|', log.splice(0).join(' '));
  }

  console.log(await retry(async (i) => {
    if (i < 3) throw 'attempt ' + i;
    return 'attempt ' + i;
  }, 5));
  try {
    await retry(() => Promise.reject('never'), 3);
  } catch (e) {
    console.log(e.message, e.cause);
  }

  const compose = (...fs) => fs.reduce((f, g) => async (...a) => g(await f(...a)));
  console.log(await compose(async (x) => x + 1, (x) => x * 2, async (x) => `<${x}>`)(4));

  const memo = new Map();
  const cached = (k) => memo.get(k) ?? memo.set(k, job('load ' + k, 1)()).get(k);
  console.log((await Promise.all([cached('x'), cached('y'), cached('x')])).join(), log.join(' '));
})();
