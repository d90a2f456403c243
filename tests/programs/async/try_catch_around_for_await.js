const log = [];

async function* g(failAt) {
  try {
    for (let i = 0; i < 4; i++) {
      if (i === failAt) throw new RangeError('at ' + i);
      yield i;
    }
  } finally {
    log.push('closed');
  }
}

async function run(failAt, bodyFailsAt) {
  let sum = 0;
  try {
    for await (const v of g(failAt)) {
      try {
        if (v === bodyFailsAt) throw new SyntaxError('body ' + v);
        sum += v;
      } catch (e) {
        if (v !== 2) throw e;
        log.push('inside ' + e.message);
        continue;
      } finally {
        log.push('round ' + v);
      }
    }
    log.push('end');
  } catch (e) {
    log.push(`${e.name} ${e.message}`);
    return sum;
  } finally {
    await null;
    log.push('finally');
  }
  return sum;
}

(async () => {
  for (const args of [[], [2], [0], [-1, 1], [-1, 2], [3, 2]]) {
    const sum = await run(...args);
    console.log(`${args.join()}: ${log.splice(0).join(', ')} = ${sum}`);
  }

  // Catch, await there, and begin again.
  let tries = 0;
  const got = [];
  for (;;) {
    try {
      for await (const v of g(tries < 2 ? tries + 1 : -1)) got.push(v);
      break;
    } catch (e) {
      await null;
      tries++;
      got.push(e.message);
    }
  }
  console.log(tries, got.join());
})();
