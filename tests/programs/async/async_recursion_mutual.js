const isEven = async (n) => n === 0 ? true : await isOdd(n - 1);
const isOdd = async (n) => n === 0 ? false : await isEven(n - 1);

async function hanoi(n, from, to, via, moves) {
  if (n === 0) return moves;
  await hanoi(n - 1, from, via, to, moves);
  moves.push(from + to);
  return hanoi(n - 1, via, to, from, moves);
}

async function ackermann(m, n) {
  if (m === 0) return n + 1;
  if (n === 0) return ackermann(m - 1, 1);
  return ackermann(m - 1, await ackermann(m, n - 1));
}

const fib = async (n) => n < 2 ? n : (await Promise.all([fib(n - 1), fib(n - 2)])).reduce((a, b) => a + b);

async function* walk(tree, depth = 0) {
  if (!Array.isArray(tree)) {
    yield [tree, depth];
    return;
  }
  for (const t of tree) yield* walk(await t, depth + 1);
}

const parse = {
  async sum(s) {
    let v = await this.product(s);
    while (s.text[s.at] === '+') {
      s.at++;
      v += await this.product(s);
    }
    return v;
  },
  async product(s) {
    let v = await this.atom(s);
    while (s.text[s.at] === '*') {
      s.at++;
      v *= await this.atom(s);
    }
    return v;
  },
  async atom(s) {
    if (s.text[s.at] === '(') {
      s.at++;
      const v = await this.sum(s);
      s.at++;
      return v;
    }
    return Number(s.text[s.at++]);
  },
};

(async () => {
  console.log(await isEven(10), await isOdd(10), await isEven(7));
  console.log((await hanoi(4, 'a', 'b', 'c', [])).join(' '));
  console.log(await ackermann(2, 3), await fib(12));
  const out = [];
  for await (const [leaf, depth] of walk([1, [2, [3, Promise.resolve([4])]], Promise.resolve(5)])) {
    out.push(leaf + '@' + depth);
  }
  console.log(out.join(' '));
  console.log(await parse.sum({ text: '2*(3+4)*2+1', at: 0 }));
})();
