const log = [];

const leaf = async (name) => {
  log.push(name + ' in');
  await null;
  log.push(name + ' out');
  return name;
};

const pair = async (name) => {
  log.push(name + ' in');
  const left = await leaf(name + '.l');
  const right = leaf(name + '.r');
  log.push(name + ' between ' + left);
  log.push(name + ' out ' + await right);
  return name;
};

const nested = async () => await (async () => await (async () => await 'deep')())();

const main = async () => {
  const a = pair('a');
  const b = pair('b');
  log.push('both');
  nested().then((v) => log.push(v));
  log.push(await b, await a);
  return log;
};

main().then((l) => {
  for (const line of l) console.log(line);
});
console.log('top');
