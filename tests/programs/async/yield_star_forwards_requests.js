// next, throw and return reach the innermost generator, and their values with them.
const log = [];

async function* inner() {
  try {
    log.push('got ' + (yield 'i1'));
    log.push('got ' + (yield 'i2'));
    return 'inner result';
  } catch (e) {
    log.push('inner caught ' + e);
    yield 'recovered';
    return 'inner result after a throw';
  } finally {
    log.push('inner finally');
  }
}

async function* middle() {
  const r = yield* inner();
  log.push('middle has ' + r);
  return r.length;
}

async function* outer() {
  try {
    const r = yield* middle();
    log.push('outer has ' + r);
    yield r;
  } finally {
    log.push('outer finally');
  }
}

async function trial(name, ...steps) {
  const it = outer();
  for (const [how, value] of steps) {
    try {
      const r = await it[how](value);
      log.push(`${how} -> ${r.value}${r.done ? '!' : ''}`);
    } catch (e) {
      log.push(`${how} -> rejected ${e}`);
    }
  }
  console.log(name + ':\n  ' + log.splice(0).join('\n  '));
}

(async () => {
  await trial('next', ['next', 'a'], ['next', 'b'], ['next', 'c'], ['next', 'd']);
  await trial('throw', ['next'], ['throw', 'T'], ['next'], ['next']);
  await trial('throw after recovery', ['next'], ['throw', 'T'], ['throw', 'U'], ['next']);
  await trial('return', ['next'], ['return', 'R'], ['next']);
  await trial('return of a promise', ['next'], ['return', Promise.resolve('P')], ['next']);
  await trial('return of a rejection', ['next'], ['return', Promise.reject('P')], ['next'], ['next'], ['next']);
  await trial('at the start', ['throw', 'T'], ['next']);
})();
