// `await using` in the heads and the bodies of loops: an iteration waits for what it disposes of.
const log = [];
const res = (name) => ({ name, async [Symbol.asyncDispose]() {
  log.push(`-${name}`);
  await null;
  log.push(`-${name}!`);
} });
const attempt = async (what, f) => {
  let r;
  try { r = await f(); } catch (e) { r = `${e.constructor.name} ${e.message}`; }
  console.log(`${what}: ${log.splice(0).join(' ')}${r === undefined ? '' : ' -> ' + r}`);
};
const iterable = (...values) => ({ [Symbol.iterator]() {
  return this;
}, next: () => values.length ? { value: values.shift(), done: false } : { done: true }, return() {
  log.push('return');
  return {};
} });
async function* asyncValues(...values) {
  try { yield* values; } finally { log.push('closed'); }
}

const main = async () => {
  await attempt('for', async () => {
    for (await using a = res('a'), b = res('b'); log.length < 2; log.push('step'));
    log.push('after');
  });
  await attempt('for, break', async () => {
    for (await using a = res('a'); ; ) {
      await using b = res('b');
      break;
    }
  });
  await attempt('for, return', async () => {
    for (await using a = res('a'); ; ) return 'r';
  });
  await attempt('for of', async () => {
    for (await using a of [res('1'), null, res('2'), undefined]) log.push(String(a?.name));
  });
  await attempt('for of, continue', async () => {
    o: for (await using a of [res('1'), res('2')]) {
      for (await using b of [res('3'), res('4')]) continue o;
    }
  });
  await attempt('for of, break closes after disposing', async () => {
    for (await using a of iterable(res('1'), res('2'))) break;
  });
  await attempt('for of, throw', async () => {
    for (await using a of iterable(res('1'))) throw new Error('body');
  });
  await attempt('for of, return', async () => {
    for (await using a of iterable(res('1'))) return a.name;
  });
  await attempt('for of, no disposer', async () => {
    for (await using a of iterable({})) log.push('never');
  });
  await attempt('for of with a sync using', async () => {
    for (using a of [{ [Symbol.dispose]() { log.push('-s'); } }]) {
      await using b = res('b');
    }
  });
  await attempt('for await', async () => {
    for await (await using a of asyncValues(res('1'), res('2'))) log.push(a.name);
  });
  await attempt('for await, break', async () => {
    for await (await using a of asyncValues(res('1'), res('2'))) break;
  });
  await attempt('for await, throw', async () => {
    for await (await using a of asyncValues(res('1'), res('2'))) throw new Error('body');
  });
  await attempt('for await of promises', async () => {
    for await (await using a of [Promise.resolve(res('1')), res('2')]) log.push(a.name);
  });
  await attempt('for await with a sync using', async () => {
    for await (using a of asyncValues({ [Symbol.dispose]() { log.push('-s'); } })) log.push('body');
  });
  await attempt('while', async () => {
    let i = 0;
    while (i < 2) {
      await using a = res(`w${i}`);
      i++;
    }
    do {
      await using b = res('d');
      if (i === 2) continue;
    } while (i++ < 2);
  });
  await attempt('for in', async () => {
    for (const k in { x: 1, y: 2 }) {
      await using a = res(k);
    }
  });
};
main();
