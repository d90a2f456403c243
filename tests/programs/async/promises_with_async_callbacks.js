// Async functions as executors and as what `then`, `catch` and `finally` call.
const log = [];

class Loud extends Promise {
  then(...args) {
    log.push('then');
    return super.then(...args);
  }
}

(async () => {
  console.log(await new Promise(async (resolve) => {
    await null;
    resolve('by an async executor');
  }));

  console.log(await Promise.resolve(1).then(async (x) => x + await 1).then((x) => x * 10));
  console.log(await Promise.reject('r').catch(async (e) => {
    await null;
    return 'caught ' + e;
  }));

  const order = [];
  const p = Promise.resolve('value').finally(async () => {
    await null;
    order.push('finally');
    return 'dropped';
  }).then((v) => order.push(v));
  await p;
  console.log(order.join());

  console.log(await Promise.resolve('lost').finally(async () => { throw 'of finally'; }).catch((e) => e));
  console.log(await Promise.reject('kept').finally(async () => 1).catch((e) => e));

  const l = Loud.resolve('loud');
  console.log(await l, log.splice(0).join());
  console.log(await (async () => l)(), log.splice(0).join());
  console.log(await Loud.all([l, 1]).then(async (v) => v.length), log.splice(0).length);
  const made = Loud.resolve().then(async () => {});
  console.log(made instanceof Loud, l.finally(() => {}) instanceof Loud);

  const resolvers = [];
  const gate = new Promise((r) => resolvers.push(r));
  const users = [1, 2, 3].map(async (n) => `${n}${await gate}`);
  resolvers[0](Promise.resolve('!'));
  console.log((await Promise.all(users)).join());
  console.log(await Promise.resolve(async () => 'a function').then((f) => f()));
})();
