// Without Symbol.asyncIterator the sync iterator serves, and its values are awaited.
async function collect(iterable) {
  const out = [];
  for await (const v of iterable) out.push(v);
  return out;
}

const thenable = (v) => ({ then(f) { f(v); } });

(async () => {
  console.log(await collect([1, Promise.resolve(2), thenable(3)]));
  console.log(await collect('añ😀'));
  console.log(await collect(new Map([['k', Promise.resolve('v')]])));
  console.log(await collect(new Set([Promise.resolve('s'), 's'])));
  console.log(await collect((function* () {
    const got = yield Promise.resolve('y');
    yield typeof got;
    return Promise.resolve('dropped');
  })()));

  // An async generator does not await what an iterator by hand gives it.
  const p = Promise.resolve('raw');
  const byHand = {
    [Symbol.asyncIterator]() {
      let i = 0;
      return { next: () => ({ value: p, done: i++ > 0 }) };
    },
  };
  console.log((await collect(byHand))[0] === p);

  // Symbol.asyncIterator comes first, and null or undefined there is none.
  const both = (method) => ({
    [Symbol.asyncIterator]: method,
    * [Symbol.iterator]() { yield 'sync'; },
  });
  console.log(await collect(both(async function* () { yield 'async'; })));
  console.log(await collect(both(undefined)), await collect(both(null)));

  for (const no of [undefined, null, 1, {}, { [Symbol.asyncIterator]: 1 }, both(() => 1)]) {
    try {
      await collect(no);
    } catch (e) {
      console.log(e.name);
    }
  }
})();
