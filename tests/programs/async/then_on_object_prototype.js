// Results of async generators are plain objects: a `then` that they inherit is called.
const log = [];

async function* g() {
  yield 'a';
  return 'b';
}

const plain = async () => ({ plain: true });
const list = async () => [1];

(async () => {
  let reads = 0;
  Object.defineProperty(Object.prototype, 'then', {
    configurable: true,
    get() {
      if (typeof this === 'object' && 'value' in this && 'done' in this) reads++;
      return undefined;
    },
  });
  const it = g();
  await it.next();
  await it.next();
  await it.next();
  const afterNext = reads;
  for await (const v of g()) log.push(v);
  delete Object.prototype.then;
  console.log(afterNext, reads, log.splice(0).join());

  Object.prototype.then = function (f) {
    delete Object.prototype.then;
    log.push(Object.keys(this).join());
    f('replaced');
  };
  console.log(await plain(), log.splice(0).join());

  Object.prototype.then = function (f) {
    delete Object.prototype.then;
    log.push(JSON.stringify(this));
    f({ value: 'replaced', done: true });
  };
  console.log(await g().next(), log.splice(0).join());

  Array.prototype.then = function (f) { f(this.length); };
  console.log(await list(), await [1, 2, 3], await Promise.all([]));
  delete Array.prototype.then;

  // Primitives have no `then` that anybody asks for.
  Number.prototype.then = String.prototype.then = () => log.push('not called');
  console.log(await 5, await 'five', log.length);
  delete Number.prototype.then;
  delete String.prototype.then;
})();
