// Sloppy mode: `this`, mapped arguments, `await` as a name, and functions in blocks.
async function mapped(a, b) {
  arguments[0] = 'changed';
  await null;
  b = 'set later';
  return [a, arguments[0], arguments[1], arguments.length].join();
}

async function unmapped(a, b = 2) {
  arguments[0] = 'changed';
  await null;
  return a;
}

async function receiver() {
  await null;
  return this === globalThis || typeof this;
}

async function* generator(a) {
  yield arguments[0];
  a = 'changed';
  yield arguments[0];
  yield this === globalThis;
}

async function twice(a, a) {
  return await a;
}

async function blocks() {
  const before = typeof inBlock;
  {
    await null;
    function inBlock() { return 'function in a block'; }
    async function notOutside() {}
  }
  return [before, inBlock(), typeof notOutside].join();
}

var await = 'a name in scripts';
function plain() {
  var await = 1, async = 2, yield = 3;
  return await + async + yield;
}

(async () => {
  console.log(await mapped('a', 'b'), '/', await mapped('only'));
  console.log(await unmapped('kept'));
  console.log(await receiver(), await receiver.call('s'), await receiver.call(null), await receiver.call({}));
  const got = [];
  for await (const v of generator('first')) got.push(v);
  console.log(got.join(), await twice(1, 2), plain(), globalThis.await);
  console.log(await blocks());

  undeclared = await 'made global';
  console.log(delete globalThis.undeclared, typeof undeclared);
  console.log(await (async () => { 'use strict'; return (function () { return this; })(); })());
  console.log(Object.freeze([1]).x = await 'ignored');
})();

function names() {
  return [typeof await, `${await}`];
}
console.log(names().join());
