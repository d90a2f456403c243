const it = (async function* () {
  yield 'one';
  throw { reason: 'an object' };
})();

it.next().then((r) => console.log(r.value));
it.next();
it.next().then((r) => console.log(r.done));
