const log = [];
const t = async (x, name = x) => {
  log.push(name);
  await null;
  return x;
};

(async () => {
  const o = { n: 1 };
  (await t(o, 'o'))[await t('k')] = await t('v');
  (await t(o, 'o')).n += await t(5);
  o[await t('n')]++;
  console.log(++(await t(o, 'o'))[await t('n')], (await t(o, 'o')).n--, o.n);
  console.log(log.splice(0).join(' '));

  // The target is decided before the value is awaited.
  let target = { name: 'first' };
  const first = target;
  target.v = (target = { name: 'second' }, await t('value'));
  console.log(first.v, target.v);

  let i = 0;
  const list = [];
  list[i] = await (async () => {
    await null;
    i = 5;
    return i;
  })();
  console.log(list.length, i);

  // A frozen target fails only after its value is there.
  const frozen = Object.freeze({ x: 1 });
  try {
    frozen.x = await t('evaluated');
  } catch (e) {
    console.log(e.name, log.at(-1));
  }
  try {
    null.x = await t('also evaluated');
  } catch (e) {
    console.log(e.name, log.at(-1));
  }

  const c = 1;
  try {
    c = await t('constant');
  } catch (e) {
    console.log(e.name, log.at(-1));
  }

  try {
    later = await t('dead zone');
    let later;
  } catch (e) {
    console.log(e.name, log.at(-1));
  }
  let a, b, d;
  a = b = d = await t('chain');
  console.log(a + b + d);
})();
