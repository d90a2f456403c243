const log = [];
const t = async (x) => {
  log.push(x === undefined ? 'undefined' : x === null ? 'null' : typeof x);
  await null;
  return x;
};

const o = {
  name: 'o',
  list: ['zero', 'one'],
  async m(x) { return this.name + x; },
  nothing: null,
};

(async () => {
  console.log((await t(o))?.name, (await t(null))?.name, (await t(undefined))?.[await t('never')]);
  console.log(o?.list?.[await t(1)], o.nothing?.[await t('never')].further.more, o.missing?.(await t('never')));
  console.log(await o?.m(await t('!')), await o.m?.(await t('?')), await o?.[await t('m')]?.(1));
  console.log(await o.nothing?.m(await t('never')), (await o.gone)?.deep.deeper.deepest);
  console.log(await (await t(o))?.m?.call(await t({ name: 'p' }), 2));
  console.log(delete o?.[await t('list')], 'list' in o, delete o.nothing?.[await t('never')]);
  console.log(log.join(' '));

  try {
    (await t(o))?.nothing.x;
  } catch (e) {
    console.log(e.name);
  }
  console.log(`${await o?.m(`${await t('in template')}`)}`);
})();
