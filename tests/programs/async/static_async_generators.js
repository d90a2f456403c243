class Page {
  static size = 3;

  static async *read(total) {
    for (let i = 0; i < total; i += this.size) {
      yield* this.slice(i, Math.min(i + this.size, total));
      yield '|';
    }
  }

  static async *slice(from, to) {
    while (from < to) yield from++;
  }

  static *[Symbol.iterator]() {
    yield this.size;
  }

  static async *[Symbol.asyncIterator]() {
    yield 'async ' + this.size;
  }
}

class Wide extends Page {
  static size = 4;

  static async *slice(from, to) {
    yield '<';
    yield* super.slice(from, to);
    yield '>';
  }
}

(async () => {
  for (const c of [Page, Wide]) {
    const out = [];
    for await (const v of c.read(7)) out.push(v);
    console.log(c.name, out.join(' '));
    for await (const v of c) console.log(v, [...c][0]);
  }

  const it = Wide.slice(0, 2);
  console.log(Object.getPrototypeOf(it) === Wide.slice.prototype, Wide.slice.name, Object.hasOwn(Wide, 'read'));
  console.log(await it.next(), await it.return('r'), await it.next());
})();
