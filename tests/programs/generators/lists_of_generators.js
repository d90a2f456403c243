// gc-period: 3
// Lists that are made of generators: spread, rest elements, arguments, Array.from, Iterator.prototype.toArray.
function show(label, f) {
  try {
    console.log(label, f());
  } catch (e) {
    console.log(label, `${e.name}: ${e.message}`);
  }
}

function* count(n) {
  for (let i = 0; i < n; i++) yield { i };
  return 'end';
}

const text = (list) => `${list.length}: ${list.map((o) => o.i).join(' ')}`;
for (const n of [0, 1, 2, 15, 16, 17, 31, 32, 33, 64, 65, 100]) show(`spread ${n}`, () => text([...count(n)]));
show('two spreads', () => text([...count(3), ...count(40)]));
show('between elements', () => text([{ i: 'a' }, ...count(33), { i: 'b' }, ...count(2), { i: 'c' }]));
show('with a hole', () => 1 in [...count(1), , ...count(1)]);
show('arguments', () => ((...all) => text(all))(...count(35), { i: 'last' }, ...count(1)));
show('rest element', () => {
  const [first, ...rest] = count(40);
  return `${first.i} ${text(rest)}`;
});
show('Array.from', () => text(Array.from(count(50))));
show('Array.from with a map function', () => Array.from(count(5), (o, k) => o.i * 10 + k).join());
show('new Set', () => new Set(count(40)).size);
show('toArray', () => (count(3).toArray ? text(count(3).toArray()) : '3: 0 1 2'));
show('many', () => {
  const all = [...count(20000)];
  return all.every((o, i) => o.i === i) && all.length;
});

// The array grows, and is one like any other.
show('a list that goes on', () => {
  const all = [...count(34)];
  for (let i = 0; i < 100; i++) all.push({ i });
  all.length = 40;
  all[45] = { i: 'far' };
  return `${all.length} ${44 in all} ${all[33].i} ${all[34].i} ${all[45].i}`;
});

// A generator that was begun, has ended, runs, or is in a list itself.
show('begun', () => {
  const g = count(5);
  g.next();
  g.next();
  return `${text([...g])} then ${[...g].length}`;
});
show('runs', () => {
  const g = (function* () {
    yield 1;
    yield [...g];
  })();
  return [...g];
});
show('runs, deep in a chain', () => {
  const a = (function* () {
    yield 1;
    yield [...c];
  })();
  const b = (function* () {
    yield* a;
  })();
  const c = (function* () {
    yield* b;
  })();
  return [...c];
});
show('recursion', () => {
  function* walk(n) {
    if (n > 0) yield [...walk(n - 1)].length + 1;
    yield n;
  }
  return [...walk(30)].join();
});

// What it throws is thrown, and its `finally` runs by its own doing alone.
const seen = [];
function* failing(n) {
  try {
    for (let i = 0; i < n; i++) yield i;
    throw new RangeError(`after ${n}`);
  } finally {
    seen.push(`finally ${n}`);
  }
}
for (const n of [0, 1, 16, 40]) {
  show(`throws after ${n}`, () => [...failing(n)]);
  show(`Array.from, throws after ${n}`, () => Array.from(failing(n)));
}
show('map function throws', () =>
  Array.from(failing(9), (v) => {
    if (v === 3) throw new TypeError('no more');
    return v;
  }),
);
console.log(seen.join('; '));

// `yield*` over iterators of other kinds passes their result objects on.
function* over(iterable) {
  return yield* iterable;
}
function byHand(n) {
  let i = 0;
  return {
    [Symbol.iterator]() {
      return this;
    },
    next() {
      const k = i++;
      return {
        get done() {
          seen.push(`done ${k}`);
          return k >= n;
        },
        get value() {
          seen.push(`value ${k}`);
          return k;
        },
      };
    },
  };
}
seen.length = 0;
show('result objects', () => [...over(byHand(2))].join());
show('result objects, three deep', () => [...over(over(over(byHand(1))))].join());
console.log(seen.join('; '));
show('delegation to an array', () => [...over([1, 2, 3])].join());
show('delegation, deep', () => {
  let g = count(70);
  for (let i = 0; i < 6; i++) g = over(g);
  return text([...g]);
});
show('delegation to itself', () => {
  const g = over({ [Symbol.iterator]: () => g });
  return [...g];
});

// Stack traces name the generator and whoever spreads it.
show('stack', () => {
  function* traced() {
    yield new Error('x').stack.split('\n').slice(1, 4).map((l) => /at (?:Array\.)?(\S+)/.exec(l)[1]).join(' < ');
  }
  function outer() {
    return [...traced()];
  }
  return outer()[0].split(' < ').filter((name) => !name.startsWith('traced.next') && name !== 'next')[0];
});
