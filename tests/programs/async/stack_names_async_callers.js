// The stack of an error names the async functions that wait for the one that failed.
const names = (e) => e.stack.split('\n').slice(1)
  .map((line) => /at (async )?(?:\w+\.)*(\w+) \(/.exec(line))
  .filter((m) => m !== null)
  .map((m) => (m[1] ?? '') + m[2]);

async function bottom(wait) {
  if (wait) await null;
  throw new Error('bottom');
}

async function middle(wait) {
  await bottom(wait);
}

async function top(wait) {
  try {
    await middle(wait);
  } catch (e) {
    return names(e);
  }
}

class Service {
  async load() {
    await null;
    throw new Error('load');
  }

  async get() {
    return await this.load();
  }
}

async function* stream() {
  yield 1;
  throw new Error('stream');
}

async function reads() {
  for await (const v of stream()) await v;
}

async function first(f) {
  try {
    await f();
  } catch (e) {
    return names(e)[0];
  }
}

(async function main() {
  console.log((await top(true)).slice(0, 3).join(' < '));
  console.log((await top(false)).slice(0, 3).join(' < '));
  console.log(await first(() => new Service().get()));
  console.log(await first(reads));
  console.log(await first(async function named() {
    await null;
    null.x;
  }));

  // A rethrown error keeps its stack.
  let caught;
  const e = await (async () => {
    try {
      await bottom(true);
    } catch (x) {
      caught = x.stack;
      await null;
      throw x;
    }
  })().catch((x) => x);
  console.log(e.stack === caught, names(e)[0]);
})();
