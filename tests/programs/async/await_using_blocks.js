// Every scope with `await using` disposes of its resources when it is left, in whatever way, and waits for that.
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

const main = async () => {
  await attempt('block', async () => {
    {
      await using a = res('a'), b = res('b');
      log.push('body');
      await using c = res('c');
    }
    log.push('after');
  });
  await attempt('function', async function () {
    await using a = res('a');
    return (log.push('value'), 'result');
  });
  await attempt('method', () => ({ async m() {
    await using a = res('a');
    return a.name;
  } }).m());
  await attempt('before the declaration', async () => {
    if (log.length === 0) return 'none';
    await using a = res('a');
  });
  await attempt('second declaration not reached', async () => {
    await using a = res('a');
    if (a) return 'one';
    await using b = res('b');
  });
  await attempt('initializer throws', async () => {
    await using a = res('a');
    await using b = (() => { throw new Error('no b'); })();
  });
  await attempt('throw', async () => {
    await using a = res('a');
    throw new RangeError('thrown');
  });
  await attempt('try, catch, finally', async () => {
    try {
      await using a = res('a');
      throw 1;
    } catch (e) {
      await using b = res('b');
      log.push('caught');
    } finally {
      await using c = res('c');
      log.push('finally');
    }
  });
  await attempt('finally overrides', async () => {
    try {
      await using a = res('a');
      return 'try';
    } finally {
      await using b = res('b');
      return 'finally';
    }
  });
  await attempt('label', async () => {
    out: {
      await using a = res('a');
      {
        await using b = res('b');
        break out;
      }
    }
    log.push('out');
  });
  await attempt('switch', async () => {
    for (const k of [1, 2, 3]) switch (k) {
      case 1: {
        await using a = res('a');
        break;
      }
      case 2: {
        await using b = res('b');
        log.push('through');
      }
      default: log.push(`default ${k}`);
    }
  });
  await attempt('nested', async () => {
    await using a = res('a');
    {
      await using b = res('b');
      const inner = async () => {
        await using c = res('c');
        return 'inner';
      };
      log.push(await inner());
    }
    log.push('outer');
  });
  await attempt('closures', async () => {
    const names = [];
    for (let i = 0; i < 2; i++) {
      await using r = res(`r${i}`);
      names.push(() => r.name);
    }
    return names.map((f) => f()).join();
  });
  await attempt('temporal dead zone', async () => {
    const f = () => a.name;
    try { f(); } catch (e) { log.push(e.name); }
    await using a = res('a');
    log.push(f());
  });
  await attempt('assignment', async () => {
    await using a = res('a');
    a = null;
  });
  await attempt('anonymous functions are named', async () => {
    const f = () => {};
    f[Symbol.asyncDispose] = () => {};
    await using named = f, other = Object.assign(function () {}, { [Symbol.asyncDispose]() { log.push(this.name); } });
    return named.name;
  });
};
main();
