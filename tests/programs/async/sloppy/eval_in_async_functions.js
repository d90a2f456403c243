// Direct eval sees the variables of the async function, before and after an await.
async function f(x) {
  let y = 'y';
  const first = eval('x + y');
  await null;
  eval('var z = x + "z"; y = "changed"');
  await null;
  return [first, z, y, eval('typeof arguments'), eval('this === globalThis')].join();
}

async function makes() {
  const g = eval('(async function () { await null; return seen; })');
  const seen = await 'seen';
  return await g();
}

async function* generates(n) {
  for (let i = 0; i < n; i++) yield eval('i * await_free + n');
}
var await_free = 10;

(async () => {
  console.log(await f('x'));
  console.log(await makes());
  const got = [];
  for await (const v of generates(3)) got.push(v);
  console.log(got.join());

  // Await is no operator in the text of an eval.
  try {
    eval('await 1');
  } catch (e) {
    console.log(e.name);
  }
  console.log(eval('var await = "a name"; await'));
  console.log(await eval('(async () => { let r = 0; for await (const v of [1, 2]) r += v; return r; })()'));
  console.log(await (0, eval)('(async (a = 1) => await a + await 2)(4)'));
})();
