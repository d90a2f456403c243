// Closing an outer generator closes what it reads from, wherever it waits.
const log = [];

async function* source(name, n = Infinity) {
  log.push('open ' + name);
  try {
    for (let i = 0; i < n; i++) yield name + i;
    return 'end';
  } catch (e) {
    log.push(`${name} saw ${e}`);
    throw e;
  } finally {
    await null;
    log.push('close ' + name);
  }
}

async function* stage(it) {
  try {
    for await (const v of it) {
      try {
        const got = yield v;
        if (got) log.push('got ' + got);
      } catch (e) {
        if (e !== 'skip') throw e;
        log.push('skipped');
      }
    }
  } finally {
    log.push('stage ends');
    yield 'last word';
  }
}

const show = ({ value, done }) => log.push(value + (done ? '!' : ''));
const flush = (name) => console.log(name + ': ' + log.splice(0).join(', '));

(async () => {
  let it = stage(source('a', 2));
  for (let i = 0; i < 5; i++) show(await it.next('x'));
  flush('to the end');

  it = stage(source('b'));
  show(await it.next());
  show(await it.return('R'));
  show(await it.next());
  show(await it.next());
  flush('return');

  it = stage(source('c'));
  show(await it.next());
  show(await it.throw('skip'));
  show(await it.throw('T'));
  await it.next().then(show, (e) => log.push('rejected ' + e));
  flush('throw');

  it = stage(source('d'));
  await Promise.all([it.next(), it.return('R'), it.next(), it.next()].map((p) => p.then(show)));
  flush('queued');

  it = stage(stage(source('e')));
  for await (const v of it) {
    log.push(v);
    if (v === 'e1') break;
  }
  flush('nested, break');
  show(await it.next());
  flush('after it');

  it = stage((async function* () {
    yield 1;
    throw 'failed source';
  })());
  show(await it.next());
  show(await it.next());
  await it.next().catch((e) => log.push('rejected ' + e));
  flush('failing');
})();
