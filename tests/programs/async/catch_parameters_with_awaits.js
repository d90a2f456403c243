const t = async (x) => x;

async function f(thrown) {
  try {
    throw thrown;
  } catch ({ code = await t('no code'), [await t('detail')]: detail = await t('no detail'), ...rest }) {
    await null;
    return [code, detail, Object.keys(rest)].join('/');
  }
}

async function nested(x) {
  try {
    try {
      await Promise.reject(x);
    } catch ([first = await Promise.reject('in the parameter')]) {
      return first;
    }
  } catch (e) {
    return 'outer ' + e;
  }
}

async function shadows() {
  const e = 'outer';
  let inner;
  try {
    throw 'inner';
  } catch (e) {
    await null;
    inner = () => e;
    e += '!';
  }
  return [e, inner()].join();
}

async function without() {
  try {
    await Promise.reject();
  } catch {
    return await 'no parameter';
  }
}

(async () => {
  console.log(await f({ code: 1, detail: 2, more: 3 }), await f({}), await f('text'));
  console.log(await f(null).catch((e) => e.name));
  console.log(await nested([1]), await nested([]), await nested(5).catch((e) => e));
  console.log(await shadows(), await without());
})().catch((e) => console.log('failed', e.name));
