// A rejection that is awaited before the jobs are done is handled.
const log = [];

const fails = async (x) => { throw x; };

(async () => {
  const a = fails('a'), b = fails('b');
  for (const p of [a, b]) {
    try {
      await p;
    } catch (e) {
      log.push('caught ' + e);
    }
  }

  // Each of these has somebody who waits for it.
  const c = fails('c');
  const settled = Promise.allSettled([c, fails('d'), Promise.race([fails('e'), fails('f')])]);
  log.push((await settled).map((r) => r.reason).join());

  const [g] = await Promise.all([fails('g').catch((e) => e), c.catch(() => {})]);
  log.push(g);

  const it = (async function* () {
    yield 1;
    throw 'h';
  })();
  const results = await Promise.allSettled([it.next(), it.next(), it.next()]);
  log.push(results.map((r) => r.reason ?? r.value.value).join());

  await fails('i').finally(async () => {
    await null;
    log.push('finally');
  }).catch((e) => log.push(e));

  await Promise.all([fails('j'), fails('k')]).catch((e) => log.push('all ' + e));
  console.log(log.join('\n'));
})();
