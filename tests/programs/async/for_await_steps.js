// The steps of `for await` over async generators: a generator that completes before the loop waits, loops that share a generator,
// requests beside a loop, loops within generators.
const log = [];
const note = (...words) => log.push(words.join(' '));

async function tick(times) {
  for (let i = 0; i < times; i++) await null;
}

async function* throwsAtOnce() {
  note('throws at once: body');
  throw new Error('at once');
}

async function* endsAtOnce() {
  note('ends at once: body');
}

async function* throwsLater() {
  yield 1;
  throw new Error('later');
}

async function* returnsPromise() {
  yield 'a';
  return Promise.resolve('not seen');
}

async function* counted(name, n) {
  try {
    for (let i = 0; i < n; i++) {
      note(name, 'makes', i);
      yield i;
    }
  } finally {
    note(name, 'ends');
  }
}

async function drain(label, iterable) {
  try {
    for await (const v of iterable) note(label, v);
    note(label, 'done');
  } catch (e) {
    note(label, 'caught', e.message);
  }
}

async function* around(inner) {
  note('around: begins');
  for await (const v of inner) yield `(${v})`;
  note('around: ends');
}

async function shared() {
  const g = counted('shared', 5);
  const loop = async (label) => {
    // Without closing, so that the other loop goes on.
    for (let step = await g.next(); !step.done; step = await g.next()) note(label, step.value);
  };
  await Promise.all([drain('first', { [Symbol.asyncIterator]: () => g }), loop('second')]);
}

async function twoLoops() {
  const g = counted('two', 6);
  await Promise.all([drain('left', g), drain('right', g)]);
}

async function requestsBeside() {
  const g = counted('beside', 4);
  let asked;
  for await (const v of g) {
    note('loop', v);
    asked ??= [g.next(), g.next()];
  }
  for (const { value, done } of await Promise.all(asked)) note('asked', value, done);
}

async function leaves() {
  for await (const v of counted('left early', 9)) {
    note('leaves at', v);
    if (v === 1) break;
  }
  outer: for await (const a of counted('outer', 3)) {
    for await (const b of counted('inner', 3)) {
      if (b === 1) continue outer;
      note(a, b);
    }
  }
}

async function finished() {
  const g = counted('finished', 1);
  await drain('once', g);
  await drain('again', g);
}

async function nestedSteps() {
  async function* outer() {
    for await (const v of endsAtOnce()) note('never', v);
    try {
      for await (const v of throwsAtOnce()) note('never', v);
    } catch (e) {
      note('inner threw', e.message);
    }
    throw new Error('outer');
  }
  await drain('nested', outer());
}

async function selfAsking() {
  let g;
  async function* body() {
    const later = g.next();
    yield 'first';
    later.then((r) => note('asked of itself', r.value, r.done));
    yield 'second';
    yield 'third';
  }
  g = body();
  await drain('self', g);
}

async function collected() {
  let sum = 0;
  async function* many() {
    for (let i = 0; i < 20000; i++) yield { i };
  }
  for await (const { i } of many()) sum += i;
  note('sum', sum);
}

async function main() {
  await drain('throws at once', throwsAtOnce());
  await drain('ends at once', endsAtOnce());
  await drain('throws later', throwsLater());
  await drain('returns a promise', returnsPromise());
  await drain('around', around(around(counted('core', 2))));
  await drain('around what throws', around(throwsAtOnce()));
  await shared();
  await twoLoops();
  await requestsBeside();
  await leaves();
  await finished();
  await nestedSteps();
  await selfAsking();
  await collected();
  await tick(3);
  console.log(log.join('\n'));
}

main();
// gc-period: 7
