// Each result passes every generator of the chain.
// gc-period: 1009
async function* chain(n) {
  if (n === 0) {
    try {
      yield 'bottom';
      yield 'again';
    } finally {
      closed.push(n);
    }
  } else {
    yield* chain(n - 1);
  }
  if (n % 100 === 0) closed.push(n);
}

let closed = [];

(async () => {
  for await (const v of chain(400)) console.log(v);
  console.log(closed.join());

  closed = [];
  for await (const v of chain(400)) break;
  console.log(closed.join());

  const it = chain(400);
  await it.next();
  console.log(await it.throw('thrown').catch((e) => e), await it.next());
})();
