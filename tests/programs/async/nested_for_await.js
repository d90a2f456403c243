// Loops in loops, over sources that depend on each other.
async function* range(n) {
  for (let i = 0; i < n; i++) yield i;
}

async function* triangle(n) {
  for await (const row of range(n)) {
    const cells = [];
    for await (const cell of range(row + 1)) cells.push(cell * row);
    yield cells;
  }
}

async function* flat(source) {
  for await (const list of source) for await (const x of list) yield x;
}

(async () => {
  for await (const row of triangle(4)) console.log(row.join(' '));

  const out = [];
  for await (const x of flat(triangle(4))) out.push(x);
  console.log(out.join());

  let found;
  search: for await (const a of range(20)) {
    for await (const b of range(20)) {
      if (a * b === 91) {
        found = [a, b];
        break search;
      }
    }
  }
  console.log(found.join(' x '));

  // Two loops take turns on one generator, and closing it ends both.
  const it = range(6);
  const turns = [];
  const take = async (name, n) => {
    for await (const v of it) {
      turns.push(name + v);
      if (--n === 0) return;
    }
    turns.push(name + ' ended');
  };
  await Promise.all([take('p', 3), take('q', 9)]);
  console.log(turns.join(' '));
})();
