const log = [];
const t = async (x) => {
  log.push(x);
  await null;
  return x;
};

(async () => {
  const { a = await t('a'), b = await t('b'), ...rest } = { b: 2, c: 3, d: 4 };
  console.log(a, b, JSON.stringify(rest));

  const [p, q = await t('q'), [r = await t('r')] = await t(['R']), ...s] = [1, , undefined, 3, 4];
  console.log(p, q, r, s.join());

  const { [await t('key')]: named = await t('no'), [await t('gone')]: gone = await t('yes') } = { key: 'found' };
  console.log(named, gone);

  let x, y, z;
  const o = {};
  [x = await t('x'), o[await t('prop')] = await t('in o')] = [];
  ({ y = await t('y'), z: { deep: z = await t('z') } = {} } = await t({}));
  console.log(x, y, z, JSON.stringify(o));

  [x, y] = [await y, await x];
  console.log(x, y);

  const { f = async () => await 1, g = class { async m() {} } } = {};
  console.log(f.name, g.name, await f());

  // A getter's turn comes between the awaits.
  const source = {
    get one() { log.push('get one'); },
    get two() { log.push('get two'); },
  };
  log.length = 0;
  const { one = await t('default one'), two = await t('default two') } = source;
  console.log(log.join(', '), one, two);

  // A failing default closes the iterator that is being taken apart.
  function* g2() {
    try {
      yield 1;
      yield;
    } finally {
      log.push('closed');
    }
  }
  log.length = 0;
  try {
    const [m, n = await Promise.reject('default')] = g2();
  } catch (e) {
    console.log(e, log.join());
  }
  const [only] = g2();
  console.log(only, log.join());
})().catch((e) => console.log('failed', e));
