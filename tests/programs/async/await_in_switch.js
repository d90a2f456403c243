const log = [];
const t = async (x) => {
  log.push(x);
  await null;
  return x;
};

async function f(x) {
  let r = '';
  switch (await t(x)) {
    case await t(1):
      r += 'one ';
    case await t(2):
      r += await t('falls ');
      break;
    default:
      r += 'default ';
      await null;
    case await t(3): {
      let r2 = await t('three');
      r += r2;
      if (x === 3) return r + ' returned';
      break;
    }
    case await t(await t(4)):
      for (const i of [1, 2, 3]) {
        if (i === 2) continue;
        switch (i) {
          case await t(3): r += 'inner'; break;
          default: r += await t('d');
        }
      }
  }
  return r;
}

async function lexical(x) {
  switch (x) {
    case 0:
      let v = await t('v');
      class C { async m() { return v; } }
      return await new C().m();
    case 1:
      try {
        return v;
      } catch (e) {
        return e.name;
      }
    case 2:
      v = 1;
  }
}

(async () => {
  for (const x of [1, 2, 3, 4, 5, '1']) console.log(x, await f(x), '<', log.splice(0).join());
  console.log(await lexical(0), await lexical(1), await lexical(2).catch((e) => e.name));
})();
