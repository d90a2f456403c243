// What may stand after `yield*` in an async generator.
async function collect(iterable) {
  const out = [];
  for await (const v of iterable) out.push(v);
  return out;
}

async function* over(x) {
  return yield* x;
}

(async () => {
  console.log(await collect(over([1, Promise.resolve(2)])));
  console.log(await collect(over('str')));
  console.log(await collect(over(new Map([[1, 2]]))));
  console.log(await collect(over((function* () { yield* [3, 4]; })())));
  console.log(await collect(over((async function* () { yield 5; })())));
  console.log(await collect(over(over(over([6])))));
  console.log(await collect((async function* () { yield* await Promise.resolve([7]); })()));
  console.log(await collect((async function* () { yield* yield* over([8]); })()).catch((e) => e.name));
  console.log(await collect((async function* () { yield await (yield 9) ?? 10; })()));
  console.log(await collect((async function* () { yield [yield 1, yield 2].length; })()));

  // The result of a sync generator is awaited as well.
  const end = over((function* () {
    yield 'y';
    return Promise.resolve('awaited');
  })());
  console.log(await end.next(), await end.next(), await end.next());

  for (const x of [undefined, null, 7, {}, Promise.resolve([1]), async () => {}]) {
    console.log(await over(x).next().catch((e) => e.name));
  }
  console.log(await collect(over(arguments_of(1, 2))));
})();

function arguments_of() {
  return arguments;
}
