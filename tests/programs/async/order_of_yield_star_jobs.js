// How many jobs pass through `yield*` by what it delegates to.
const log = [];

function ruler(n) {
  let p = Promise.resolve();
  for (let i = 1; i <= n; i++) p = p.then(() => log.push(i));
  return p;
}

async function* inner() {
  yield 'a';
  yield 'b';
  return 'c';
}

function* sync() {
  yield 's';
  yield Promise.resolve('t');
  return 'u';
}

const byHand = {
  [Symbol.asyncIterator]() {
    let i = 0;
    return { next: () => ({ value: 'h' + i, done: i++ === 2 }) };
  },
};

async function* outer(what) {
  const r = yield* what;
  log.push('result ' + r);
  return 'end';
}

async function measure(name, what) {
  log.length = 0;
  const end = ruler(18);
  const it = outer(what);
  const step = ({ value, done }) => {
    log.push(value + (done ? '!' : ''));
    if (!done) it.next().then(step);
  };
  it.next().then(step);
  await end;
  console.log(name + ':', log.join(' '));
}

(async () => {
  await measure('async generator', inner());
  await measure('sync generator', sync());
  await measure('array', ['x', Promise.resolve('y')]);
  await measure('by hand', byHand);
  await measure('twice', outer(inner()));

  log.length = 0;
  const end = ruler(12);
  const it = outer(inner());
  const note = ({ value, done }) => log.push(value + (done ? '!' : ''));
  it.next().then(note);
  it.return('r').then(note);
  it.next().then(note);
  await end;
  console.log('return:', log.join(' '));
})();
