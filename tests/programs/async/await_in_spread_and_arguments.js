const log = [];
const t = async (x) => {
  log.push(Array.isArray(x) ? `[${x}]` : x);
  await null;
  return x;
};

const show = (...args) => args.join(' ');

class Pair {
  constructor(...parts) {
    this.parts = parts;
  }
}

(async () => {
  console.log(show(await t(1), ...await t([2, 3]), await t(4), ...[5, await t(6)]));
  console.log([await t('a'), ...await t('bc'), , await t('d'), ...await t([])].length);
  console.log(JSON.stringify({ a: await t(1), ...await t({ b: 2, a: 3 }), c: await t(4), ...null }));

  console.log(new Pair(await t(1), ...await t([2]), await t(3)).parts.join());
  console.log(new (await t(Pair))(await t('x')).parts[0]);
  console.log(new (class extends Pair {})(...await t(new Set(['y', 'z']))).parts.join());

  const o = { name: 'o', async m(...args) { return this.name + args.join(''); } };
  console.log(await o.m(await t(1), await t(2)), await o[await t('m')](...await t('34')));
  console.log(await (await t(o)).m(await t('!')), await o.m.call(await t({ name: 'other' }), await t('?')));

  // The callee is evaluated before its arguments, the receiver stays.
  let f = (x) => 'first ' + x;
  const swap = async () => {
    await null;
    f = (x) => 'second ' + x;
    return 'arg';
  };
  console.log(f(await swap()), f('arg'));

  try {
    undefinedLater(await t('evaluated?'));
  } catch (e) {
    console.log(e.name, log.at(-1));
  }
  try {
    o.missing(await t('evaluated'));
  } catch (e) {
    console.log(e.name, log.at(-1));
  }
})();
