// A `return` or `throw` in `finally` takes the place of what was under way.
const show = (label, p) => p.then(
  ({ value, done }) => console.log(`${label}: ${value} ${done}`),
  (e) => console.log(`${label}: rejected ${e}`),
);

async function* returns() {
  try {
    yield 1;
  } finally {
    return Promise.resolve('of finally');
  }
}

async function* throws() {
  try {
    yield 1;
  } finally {
    throw 'of finally';
  }
}

async function* rejects() {
  try {
    yield 1;
  } finally {
    await Promise.reject('awaited in finally');
  }
}

async function* loops() {
  for (const x of [1, 2]) {
    try {
      yield x;
    } finally {
      await null;
      continue;
    }
  }
  return 'loop ended';
}

async function f(how) {
  try {
    if (how === 'throw') throw 'lost';
    return 'lost';
  } finally {
    return await 'kept';
  }
}

(async () => {
  for (const make of [returns, throws, rejects, loops]) {
    for (const how of ['next', 'throw', 'return']) {
      const it = make();
      await it.next();
      await show(make.name + ' ' + how, it[how]('sent'));
      await show('  then next', it.next());
    }
  }
  console.log(await f('throw'), await f('return'));
})();
