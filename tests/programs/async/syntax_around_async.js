// Where `async` and `await` are words of the language, and where they are names.
var async = (...args) => 'called with ' + args.length;
const log = [];

const forms = [
  async x => x,
  async (x) => x,
  async (x, y,) => x + y,
  async ({ x }, [y] = [2], ...z) => [x, y, z].join(),
  async () => ({}),
  async function () {},
  async
    (1),
  async (1, 2),
  async
];

async function regexps(s) {
  const a = await /b+/.exec(s);
  const n = await (s.length) / 2 / 1;
  const b = await `t`;
  const c = await [1][0];
  const d = await { e: 1 }.e;
  const f = await async function () { return 'inner'; }();
  const g = await (async () => 'arrow')();
  const h = await new (class { then(f) { f('new'); } })();
  const i = await -1;
  const j = await !0, k = -await 1, l = !await 0;
  return [a[0], n, b, c, d, f, g, h, i, j, k, l].join();
}

async function heads() {
  for await (async of ['a', 'b']) log.push(async);
  for (var async of [1]);
  for (const of of await [2]) log.push(of);
  for (let of = await 3; of < 4; of++) log.push(of);
  for await (const await_ of [4]) log.push(await_);
  for await (let async of [5]) log.push(async);
  return log.join();
}

async function asi() {
  let x = await 1
  let y = 2
  await x
  ;[x, y] = [y, await x]
  const f = async () => {}
  await f
  return x +
    await
    y
}

(async () => {
  console.log(forms.map((f) => typeof f === 'function' ? 'f' + f.length : f).join());
  console.log(await forms[2](1, 2), await forms[3]({ x: 1 }), await forms[4]());
  console.log(await regexps('abbc'));
  console.log(await heads(), await asi());
  console.log(await (true ? async () => 'in a conditional' : null)(), typeof async function () {});
  console.log(await (async a => b => a + b)(1).then((f) => f(2)), await (async a => await a)(await 5));
  async: for (;;) {
    await null;
    break async;
  }
})();
