function* grid(n) {
  rows: for (let y = 0; y < n; y++) {
    for (let x = 0; x < n; x++) {
      if (x === y && y % 2) continue rows;
      if (x + y > n + 1) break rows;
      const cmd = yield `${x}${y}`;
      if (cmd === 'row') continue rows;
      if (cmd === 'col') break;
      if (cmd === 'all') break rows;
    }
    yield 'end' + y;
  }
  return 'fin';
}
console.log([...grid(4)].join(' '));
function drive(gen, script) {
  let r = gen.next();
  const out = [];
  while (!r.done) {
    out.push(r.value);
    r = gen.next(script[r.value]);
  }
  console.log(out.join(' '), r.value);
}
drive(grid(4), { '10': 'row', '02': 'col' });
drive(grid(3), { '02': 'all' });
function* search(m, t) {
  let steps = 0;
  found: {
    for (const row of m) for (const [i, v] of row.entries()) {
      steps++;
      yield steps;
      if (v === t) {
        t = 'at ' + i;
        break found;
      }
    }
    return 'missing';
  }
  return t + ' after ' + steps;
}
drive(search([[1, 2], [3, 4, 5]], 4), {});
drive(search([[1]], 9), {});
function* loops() {
  let n = 0;
  do {
    while (true) {
      if (n++ % 3 === 2) break;
      yield n;
    }
    for (;;) {
      if (n > 7) return 'ret';
      break;
    }
  } while (n < 100);
}
drive(loops(), {});
function* blocks() {
  a: {
    b: {
      yield 1;
      if ((yield 2) === 'a') break a;
      yield 3;
      break b;
    }
    yield 4;
  }
  yield 5;
}
drive(blocks(), {});
drive(blocks(), { 2: 'a' });
