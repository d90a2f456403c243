const log = [];

const after = async (jobs, value, fails) => {
  for (let i = 0; i < jobs; i++) await null;
  log.push(value);
  if (fails) throw value;
  return value;
};

const outcome = (p) => p.then((v) => 'fulfilled ' + JSON.stringify(v), (e) => {
  if (e instanceof AggregateError) return 'aggregate ' + JSON.stringify(e.errors);
  return 'rejected ' + e;
});

(async () => {
  const sets = {
    'all good': () => [after(3, 'a'), after(1, 'b'), after(2, 'c')],
    'one fails': () => [after(3, 'a'), after(2, 'b', true), after(1, 'c')],
    'all fail': () => [after(3, 'a', true), after(1, 'b', true), after(2, 'c', true)],
    'mixed': () => ['plain', { then(f) { f('thenable'); } }, after(0, 'quick')],
    'none': () => [],
  };
  for (const name in sets) {
    for (const how of ['all', 'allSettled', 'any', 'race']) {
      if (name === 'none' && how === 'race') continue;
      const r = await outcome(Promise[how](sets[name]()));
      // The rest goes on all the same.
      for (let i = 0; i < 5; i++) await null;
      console.log(`${name}, ${how}: ${r} (${log.splice(0).join()})`);
    }
  }

  const [{ value: x }, { reason: y, status }] = await Promise.allSettled([after(1, 'x'), after(0, 'y', true)]);
  console.log(x, y, status);

  const nested = await Promise.all([
    Promise.all([after(1, 1), after(2, 2)]),
    Promise.race([after(5, 'slow'), after(1, 'fast')]),
    Promise.any([after(0, 'bad', true), after(3, 'good')]),
    (async () => (await Promise.all([4, 5].map(async (n) => n * await 10))).join('+'))(),
  ]);
  console.log(JSON.stringify(nested));

  // A generator as the iterable, and a map of what is keyed.
  const all = await Promise.all((function* () {
    for (let i = 0; i < 3; i++) yield after(3 - i, 'g' + i);
  })());
  const keyed = Object.fromEntries(await Promise.all(
    Object.entries({ p: 1, q: 2 }).map(async ([k, v]) => [k, await after(v, v * 2)]),
  ));
  console.log(all.join(), JSON.stringify(keyed));
})();
