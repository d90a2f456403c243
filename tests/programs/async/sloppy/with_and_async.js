// `with` around and inside of async functions: names are looked up again after each await.
// An assignment goes where its name was found before the await, even if it is gone there; node 20 looks again.
const scope = { x: 'scope x', async m() { return this === scope; } };
var x = 'outer x';

with (scope) {
  var inWith = async () => {
    const first = x;
    await null;
    const second = x;
    x = await 'assigned';
    return [first, second, await m()].join();
  };
}

async function inside(o) {
  const out = [];
  with (o) {
    out.push(x);
    await null;
    out.push(x);
    x = (delete o.x, await 'to where the name was found');
    for await (y of [1, 2]) out.push(y);
    with (await { x: 'inner' }) out.push(await x, typeof m);
  }
  return out.join();
}

async function* generates(o) {
  with (o) {
    yield x;
    yield x;
    yield* list;
  }
}

(async () => {
  const p = inWith();
  scope.x = 'changed';
  console.log(await p, scope.x, x);

  const o = { x: 'o x', y: 0 };
  console.log(await inside(o), JSON.stringify(o), x);

  const g = { x: 1, list: [7, 8] };
  const got = [];
  for await (const v of generates(g)) {
    got.push(v);
    g.x = 2;
    if (v === 2) delete g.x;
  }
  console.log(got.join());
})();
