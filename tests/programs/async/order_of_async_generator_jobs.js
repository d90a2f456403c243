// A ruler of jobs beside what an async generator does.
const log = [];

function ruler(n) {
  let p = Promise.resolve();
  for (let i = 1; i <= n; i++) p = p.then(() => log.push(i));
  return p;
}

async function* plain() {
  yield 'a';
  yield 'b';
  return 'c';
}

async function* promises() {
  yield Promise.resolve('a');
  return Promise.resolve('b');
}

async function* empty() {}

async function measure(name, body) {
  log.length = 0;
  const end = ruler(16);
  body();
  await end;
  console.log(name + ':', log.join(' '));
}

const note = ({ value, done }) => log.push(value + (done ? '!' : ''));

(async () => {
  await measure('nexts at once', () => {
    const it = plain();
    for (let i = 0; i < 4; i++) it.next().then(note);
  });

  await measure('next after next', () => {
    const it = plain();
    const step = (r) => {
      note(r);
      if (!r.done) it.next().then(step);
    };
    it.next().then(step);
  });

  await measure('promises', () => {
    const it = promises();
    for (let i = 0; i < 3; i++) it.next().then(note);
  });

  await measure('empty', () => {
    empty().next().then(note);
  });

  await measure('return at the start', () => {
    const it = plain();
    it.return('r').then(note);
    it.next().then(note);
  });

  await measure('return at a yield', () => {
    const it = plain();
    it.next().then(note);
    it.return('r').then(note);
    it.next().then(note);
  });

  await measure('throw at the start', () => {
    const it = plain();
    it.throw('t').catch((e) => log.push('caught ' + e));
    it.next().then(note);
  });

  await measure('for await', async () => {
    for await (const v of plain()) log.push(v);
    log.push('end');
  });

  await measure('for await with break', async () => {
    for await (const v of plain()) {
      log.push(v);
      break;
    }
    log.push('end');
  });

  await measure('for await over an array', async () => {
    for await (const v of ['x', Promise.resolve('y')]) log.push(v);
    log.push('end');
  });
})();
