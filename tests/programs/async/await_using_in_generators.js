// `await using` in async generators: left by an end, a break, a `return`, a `throw`, with a yield in the middle.
const log = [];
const chain = (e) => e instanceof SuppressedError ? `Suppressed(${chain(e.error)}, ${chain(e.suppressed)})` : String(e);
const res = (name, error) => ({ name, async [Symbol.asyncDispose]() {
  log.push(`-${name}`);
  await null;
  log.push(`-${name}!`);
  if (error) throw error;
} });
async function* simple(error) {
  await using a = res('a', error);
  log.push('started');
  try {
    yield 1;
    yield 2;
  } finally { log.push('finally'); }
  return 3;
}
const show = (r) => `${JSON.stringify(r.value)}${r.done ? '.' : ''}`;
const attempt = async (what, f) => {
  let r;
  try { r = await f(); } catch (e) { r = chain(e); }
  console.log(`${what}: ${log.splice(0).join(' ')}${r === undefined ? '' : ' -> ' + r}`);
};

const main = async () => {
  await attempt('to the end', async () => {
    const g = simple();
    return [await g.next(), await g.next(), await g.next(), await g.next()].map(show).join();
  });
  await attempt('return', async () => {
    const g = simple();
    await g.next();
    return show(await g.return('r'));
  });
  await attempt('return before the start', async () => show(await simple().return('r')));
  await attempt('throw', async () => {
    const g = simple();
    await g.next();
    return show(await g.throw('t'));
  });
  await attempt('throw, and the disposer', async () => {
    const g = simple('disposer');
    await g.next();
    return show(await g.throw('t'));
  });
  await attempt('return, and the disposer', async () => {
    const g = simple('disposer');
    await g.next();
    return show(await g.return('r'));
  });
  await attempt('break', async () => { for await (const x of simple()) break; });
  await attempt('requests while it disposes', async () => {
    const g = simple();
    const all = [g.next(), g.return('r'), g.next(), g.return('s')];
    return (await Promise.all(all)).map(show).join();
  });
  await attempt('a resource for each value', async () => {
    const g = (async function* () {
      for (await using a of [res('1'), res('2')]) yield a.name;
    })();
    for await (const n of g) log.push(n);
  });
  await attempt('delegation', async () => {
    const g = (async function* () {
      await using o = res('o');
      yield* simple();
    })();
    await g.next();
    return show(await g.return('r'));
  });
  await attempt('the generator itself is a resource', async () => {
    await using g = simple();
    log.push(show(await g.next()));
  });
  await attempt('that has ended', async () => {
    await using g = simple();
    for await (const x of g);
    log.push('ended');
  });
};
main();
