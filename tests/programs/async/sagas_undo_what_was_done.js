// Steps that are undone in reverse order when a later one fails.
const log = [];

async function saga(steps) {
  const undo = [];
  try {
    for (const { name, run, back } of steps) {
      const result = await run();
      log.push('did ' + name);
      undo.push(async () => {
        await back?.(result);
        log.push('undid ' + name);
      });
    }
    return 'complete';
  } catch (e) {
    const failures = [];
    for (const u of undo.reverse()) {
      try {
        await u();
      } catch (x) {
        failures.push(x);
      }
    }
    if (failures.length) throw new AggregateError(failures, `${e.message}, and ${failures.length} not undone`, { cause: e });
    throw e;
  } finally {
    await null;
    log.push('over');
  }
}

async function transaction(body) {
  const staged = new Map();
  const tx = {
    get: async (k) => staged.get(k) ?? store.get(k),
    set: async (k, v) => void staged.set(k, v),
  };
  try {
    const r = await body(tx);
    for (const [k, v] of staged) store.set(k, v);
    return r;
  } catch (e) {
    return 'rolled back: ' + e.message;
  }
}
const store = new Map([['a', 10], ['b', 0]]);

const move = (from, to, n) => transaction(async (tx) => {
  await tx.set(from, await tx.get(from) - n);
  await tx.set(to, await tx.get(to) + n);
  if (await tx.get(from) < 0) throw new RangeError(`${from} would be ${await tx.get(from)}`);
  return 'moved ' + n;
});

(async () => {
  const step = (name, fails, undoFails) => ({
    name,
    run: async () => {
      if (fails) throw new Error(name + ' failed');
      return name.toUpperCase();
    },
    back: undoFails ? async (r) => { throw r; } : async () => {},
  });

  for (const steps of [
    [step('x'), step('y')],
    [step('x'), step('y'), step('z', true)],
    [step('x'), step('y', false, true), step('z', true)],
  ]) {
    const r = await saga(steps).catch((e) => `${e.name}: ${e.message} ${e.errors ?? ''} ${e.cause?.message ?? ''}`);
    console.log(r, '|', log.splice(0).join(', '));
  }

  console.log(await move('a', 'b', 7), await move('a', 'b', 7), [...store].join(' '));
})();
