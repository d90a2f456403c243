let n = 0;
const next = async () => {
  await null;
  return ++n;
};

const tag = (strings, ...values) => `${strings.raw.join('|')}:${values.join()}`;
const tags = { prefix: '<', async tag(strings, ...values) {
  await null;
  return this.prefix + strings.join('_') + values.join();
} };

(async () => {
  console.log(`a${await next()}b${await next()}c`);
  console.log(`${`${await next()}`}${n}${`in ${`in ${await next()}`}`}`);
  console.log(`${n}${await next()}${n}`);
  console.log(`${{ toString: () => 'text' }} ${await 'x'} ${[await next(), [await next()]]}`);

  console.log(tag`x${await next()}\n${await next()}z`);
  console.log((await Promise.resolve(tag))`late ${await next()}`);
  console.log(await tags.tag`p${await next()}q`);
  console.log(await tags[await 'tag']`${1}${await next()}`);

  // The strings of one place are one object, whatever is awaited between.
  const seen = [];
  const keep = (s) => seen.push(s);
  for (const i of [1, 2]) keep`a${await i}b`;
  console.log(seen[0] === seen[1], Object.isFrozen(seen[0]));

  try {
    `${await next()}${Symbol('no')}${await next()}`;
  } catch (e) {
    console.log(e.name, n);
  }
})();
