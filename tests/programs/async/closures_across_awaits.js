// What a closure sees is the variable, before and after the awaits around it.
const fs = [];

async function f(n) {
  let x = n;
  const get = () => x;
  const set = (v) => { x = v; };
  await null;
  set(x + 1);
  const first = get();
  await null;
  x *= 10;
  {
    let x = 'block ' + n;
    fs.push(() => x);
    await null;
    x += '!';
  }
  return [first, get(), set];
}

async function counters() {
  const out = [];
  for (let i = 0, step = 1; i < 5; i += step) {
    out.push({ inc: () => ++i, get: () => i });
    await null;
    if (i === 1) step = 2;
  }
  return out;
}

async function catches() {
  const out = [];
  for (const v of ['a', 'b']) {
    try {
      await Promise.reject(v);
    } catch ({ length, [0]: first }) {
      out.push(() => first + length);
      await null;
      first += '?';
    }
  }
  return out.map((f) => f());
}

async function hoisted() {
  const before = typeof inner;
  await null;
  if (true) {
    function inner() { return v; }
    await null;
    fs.push(inner);
  }
  var v = 'var';
  return before;
}

(async () => {
  const [a, b] = await Promise.all([f(1), f(2)]);
  console.log(a[0], a[1], b[0], b[1], fs.map((g) => g()).join());
  a[2](0);

  const cs = await counters();
  console.log(cs.map((c) => c.get()).join(), cs[0].inc(), cs[0].get(), cs[1].get());
  console.log((await catches()).join());
  console.log(await hoisted(), fs.at(-1)());

  const nested = await (async (p) => {
    const one = async () => {
      p += '1';
      await null;
      return async () => p += '2';
    };
    return (await one())().then((r) => r + p);
  })('p');
  console.log(nested);

  // Dead zones last across awaits.
  const early = (async () => {
    const peek = () => z;
    const first = await (async () => peek())().catch((e) => e.name);
    let z = await 'z';
    return first + ' ' + peek();
  })();
  console.log(await early);
})();
