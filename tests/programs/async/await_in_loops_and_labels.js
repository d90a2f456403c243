const log = [];
const t = async (x) => {
  await null;
  return x;
};

(async () => {
  outer: for (let i = 0; await t(i < 4); i++) {
    for (const k in await t({ a: 1, b: 2, c: 3 })) {
      if (await t(k === 'b' && i === 1)) continue outer;
      if (await t(k === 'c' && i === 2)) break outer;
      log.push(k + i);
    }
    log.push('|');
  }
  console.log(log.splice(0).join(' '));

  let n = 0;
  again: while (true) {
    do {
      n++;
      if (await t(n % 2)) continue;
      if (await t(n > 6)) break again;
      if (await t(n % 3 === 0)) continue again;
      log.push(n);
    } while (await t(n < 100));
  }
  console.log(n, log.splice(0).join(' '));

  block: {
    await null;
    for (const c of await t('xyz')) {
      if (c === (await t('y'))) break block;
      log.push(c);
    }
    log.push('not reached');
  }
  console.log(log.splice(0).join(' '));

  // Deleted keys are not visited, whatever was awaited in between.
  const o = { a: 1, b: 2, c: 3, d: 4 };
  for (const k in o) {
    await null;
    log.push(k);
    if (k === 'a') delete o.c;
  }
  for (var x of [1, 2, 3]) for (let y = x; y--;) log.push(await t(x * y));
  console.log(log.join(' '), x);

  a: b: c: for (;;) {
    await null;
    for (;;) {
      await null;
      break b;
    }
  }
  for (let i = 0, f = () => i; ; i++) {
    await null;
    if (i === 2) {
      console.log(f(), i);
      break;
    }
  }
})();
