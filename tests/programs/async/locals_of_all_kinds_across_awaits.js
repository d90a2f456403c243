// Integers, doubles, strings, BigInts, symbols and objects keep what they are while a function waits.
async function kinds(n) {
  let int = n, dbl = n / 4, big = BigInt(n), str = 'n' + n, bool = n > 1, nul = null, und;
  const sym = Symbol(str), obj = { n }, arr = [n, , n], fn = () => int, re = /n(\d)/, neg = -0, nan = NaN;
  for (let i = 0; i < 3; i++) {
    await null;
    int = int * 1000003 | 0;
    dbl = dbl * 3 + 0.5;
    big = big ** 3n + 1n;
    str += i;
    bool = !bool;
    obj.n += i;
  }
  await null;
  return [int, dbl, big, str, bool, nul, und, sym.description, obj.n, arr.length, 1 in arr, fn(),
    re.exec(str)[1], 1 / neg, nan].join(' ');
}

async function overflow() {
  let i = 2147483646, u = 4294967294, small = Number.MIN_SAFE_INTEGER;
  const out = [];
  for (let k = 0; k < 3; k++) {
    await null;
    out.push(i++, u++, small--);
  }
  return out.join(' ');
}

async function changes() {
  let x = 1;
  const out = [];
  for (const y of [1, 0.5, 'z', null, 2n]) {
    try {
      x = (await null, x) + (await y);
      out.push(x);
    } catch (e) {
      out.push(e.name);
      x = await y;
    }
  }
  return out.join(' ') + typeof x;
}

async function many(a, b, c, d, e, f, g, h) {
  const i = await a + b, j = c - await d, k = e * f / await g, l = await h % 7;
  const m = i + await j, n = k ** await l, o = m & n, p = await o | l;
  await null;
  return [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p].join();
}

async function matrix(n) {
  const a = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => i + j / 2));
  let trace = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) sum += a[i][k] * a[k][j];
      if (j % 4 === 0) await null;
    }
    trace += sum;
    await sum;
  }
  return trace;
}

(async () => {
  console.log(await kinds(1));
  console.log(await kinds(7));
  console.log(await overflow());
  console.log(await changes());
  console.log(await many(1, 2, 3, 4, 5, 6, 7, 8));
  console.log(await matrix(12));
})();
