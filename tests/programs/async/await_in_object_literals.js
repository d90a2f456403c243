const log = [];
const t = async (x) => {
  log.push(x);
  await null;
  return x;
};

(async () => {
  const o = {
    [await t('k1')]: await t('v1'),
    [await t('m1')]() { return 'method ' + this.k1; },
    async [await t('m2')]() { return 'async ' + await this.k1; },
    get [await t('g1')]() { return 'getter ' + this.k1; },
    set [await t('s1')](v) { this.k1 = v; },
    *[await t('gen')]() { yield this.k1; },
    async *[await t('agen')]() { yield this.k1; },
    nested: { deep: [await t('d1'), { deeper: await t('d2') }] },
    __proto__: { inherited: await t('proto') },
    [await t('__proto__')]: await t('own'),
    anonymous: (await t(0), async () => {}),
    named: async () => {},
  };
  console.log(log.join(' '));
  console.log(o.m1(), await o.m2(), o.g1, [...o.gen()][0], (await o.agen().next()).value);
  o.s1 = 'changed';
  console.log(o.k1, JSON.stringify(o.nested), o.inherited, Object.hasOwn(o, '__proto__'));
  console.log(`[${o.anonymous.name}] [${o.named.name}]`, o.m2.name, o.agen.name);

  const sym = Symbol('s');
  const p = { [await t(sym)]: async () => 1, async [sym.description]() {} };
  console.log(p[sym].name, p.s.name, await p[sym]());

  // A key is made a property key before what comes after it is evaluated.
  const order = [];
  const key = { toString() { order.push('key'); return 'k'; } };
  const q = { [await key]: (order.push('value'), await 1) };
  console.log(order.join(), q.k);
})().catch((e) => console.log(e));
