const log = [];

function ruler(n) {
  let p = Promise.resolve();
  for (let i = 1; i <= n; i++) p = p.then(() => log.push(i));
  return p;
}

async function measure(name, body) {
  log.length = 0;
  const end = ruler(8);
  body();
  await end;
  console.log(name + ':', log.join(' '));
}

async function fails() {
  throw 'x';
}

(async () => {
  await measure('await of a rejection', async () => {
    try {
      await Promise.reject('x');
    } catch (e) {
      log.push(e);
    }
  });

  await measure('await of a failing call', async () => {
    try {
      await fails();
    } catch (e) {
      log.push(e);
    }
  });

  await measure('await of a call that returns a rejection', async () => {
    try {
      await (async () => fails())();
    } catch (e) {
      log.push(e);
    }
  });

  await measure('it goes through thens', () => {
    fails().then(() => log.push('no')).then(() => log.push('no')).catch((e) => log.push(e));
  });

  await measure('catch and finally', () => {
    fails()
      .finally(() => log.push('f'))
      .catch((e) => log.push(e))
      .finally(() => log.push('g'))
      .then((v) => log.push('then ' + typeof v));
  });

  await measure('handlers of one promise', () => {
    const p = fails();
    for (const n of ['p', 'q', 'r']) p.catch((e) => log.push(n + e));
    (async () => {
      try {
        await p;
      } catch (e) {
        log.push('await ' + e);
      }
    })();
  });
})();
