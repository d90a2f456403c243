const log = [];

const t = async (x) => {
  log.push(x);
  return x;
};

(async () => {
  console.log(await t(true) ? await t('yes') : await t('no'));
  console.log(await t(0) ? 'yes' : await t('') ? 'else yes' : await t('no'));
  console.log(await t(0) || await t('or'), await t(1) && await t('and'), await t(null) ?? await t('nullish'));
  console.log(await t('left') || await t('never'), await t(0) && await t('never'), await t(0) ?? await t('never'));
  console.log((await t(0) || await t(null)) ?? await t('mixed'));

  if (await t(false)) console.log('no');
  else if (await t('truthy')) console.log('else if');

  let i = 0;
  while (await t(i < 2)) i++;
  do i--; while (await t(i > 0));
  for (let j = await t(3); await t(j > 1); j -= await t(1)) i += j;
  console.log(i);

  console.log(log.map(String).join(' '));
})();
