// Where a promise is no more than a value: array methods, comparers, conversions.
const odd = async (x) => x % 2 === 1;

(async () => {
  const list = [1, 2, 3, 4];
  console.log(list.filter(odd).length, list.some(odd), list.every(async () => false), list.findIndex(odd));

  const flags = await Promise.all(list.map(odd));
  console.log(list.filter((_, i) => flags[i]).join());

  const sum = await list.reduce(async (acc, x) => await acc + x, 0);
  console.log(sum);

  const order = [];
  list.forEach(async (x) => {
    await null;
    order.push(x);
  });
  order.push('after forEach');
  await null;
  console.log(order.join());

  console.log(String(odd(1)), `${(async () => {})()}`, typeof odd(1), JSON.stringify({ p: odd(1) }));
  console.log(odd(1) == true, Boolean(odd(2)), isNaN(+odd(3)));

  const o = { async toString() { return 'x'; } };
  try {
    `${o}`;
  } catch (e) {
    console.log(e.name);
  }
  console.log([3, 1, 2].sort(async (a, b) => a - b).join());

  const m = new Map([['k', odd(1)]]);
  for (const [k, v] of m) console.log(k, await v);
  console.log((await Promise.all(m.values())).join(), 'abc'.replace(/b/, async () => 'x'));
  console.log(Array.from([1, 2], async (x) => x * 2).length, Object.keys(odd(1)).length);
})();
