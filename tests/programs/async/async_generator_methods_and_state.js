// Each generator has a state of its own, and methods may be taken off it.
class Tree {
  constructor(value, ...children) {
    this.value = value;
    this.children = children;
  }

  async *[Symbol.asyncIterator](depth = 0) {
    yield { value: this.value, depth };
    for (const child of this.children) yield* child[Symbol.asyncIterator](depth + 1);
  }

  async *leaves() {
    if (!this.children.length) yield this.value;
    else for (const c of this.children) yield* c.leaves();
  }

  async count() {
    let n = 0;
    for await (const _ of this) n++;
    return n;
  }
}

async function* fibonacci(a = 0, b = 1) {
  for (;;) {
    const reset = yield a;
    [a, b] = reset ? [0, 1] : [b, a + b];
  }
}

(async () => {
  const t = new Tree('root', new Tree('a', new Tree('a1'), new Tree('a2')), new Tree('b'));
  for await (const { value, depth } of t) console.log(' '.repeat(depth) + value);
  const names = [];
  for await (const leaf of t.leaves()) names.push(leaf);
  console.log(names.join(), await t.count());

  const one = fibonacci(), two = fibonacci(5, 8);
  const seen = [];
  for (let i = 0; i < 8; i++) {
    seen.push((await one.next(i === 5)).value);
    if (i % 3 === 0) seen.push('/' + (await two.next()).value);
  }
  console.log(seen.join(' '));

  const next = one.next.bind(one);
  console.log((await Promise.all([next(), next(), next()])).map((r) => r.value).join());
  console.log(await one.return('over'), await next(), (await two.next()).value);
})();
