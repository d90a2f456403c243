// Several async iterators at once: in turn, as they come, and side by side.
async function* slow(name, n, jobs) {
  for (let i = 1; i <= n; i++) {
    for (let j = 0; j < jobs; j++) await null;
    yield name + i;
  }
  return name + ' end';
}

async function* merge(...sources) {
  const its = sources.map((s) => s[Symbol.asyncIterator]());
  const ask = (i) => its[i].next().then((r) => ({ i, r }));
  const waiting = new Map(its.map((_, i) => [i, ask(i)]));
  try {
    while (waiting.size) {
      const { i, r } = await Promise.race(waiting.values());
      waiting.delete(i);
      if (r.done) continue;
      waiting.set(i, ask(i));
      yield r.value;
    }
  } finally {
    await Promise.allSettled([...waiting.keys()].map((i) => its[i].return?.()));
  }
}

async function* zip(...sources) {
  const its = sources.map((s) => s[Symbol.asyncIterator]());
  try {
    for (;;) {
      const rs = await Promise.all(its.map((it) => it.next()));
      if (rs.some((r) => r.done)) return rs.map((r) => r.value);
      yield rs.map((r) => r.value);
    }
  } finally {
    for (const it of its) await it.return();
  }
}

async function* roundRobin(...sources) {
  while (sources.length) {
    const s = sources.shift();
    const { value, done } = await s.next();
    if (!done) {
      sources.push(s);
      yield value;
    }
  }
}

async function collect(it) {
  const out = [];
  for await (const v of it) out.push(v);
  return out;
}

(async () => {
  console.log((await collect(merge(slow('a', 3, 1), slow('b', 3, 9), slow('c', 5, 3)))).join(' '));
  console.log((await collect(zip(slow('a', 3, 1), slow('b', 2, 5)))).join(' '));
  console.log((await collect(roundRobin(slow('a', 3, 1), slow('b', 1, 5), slow('c', 2, 0)))).join(' '));

  const closed = [];
  const closing = async function* (name) {
    try {
      for (let i = 0; ; i++) yield name + i;
    } finally {
      closed.push(name);
    }
  };
  for await (const v of merge(closing('x'), closing('y'))) if (v === 'y2') break;
  for await (const v of zip(closing('p'), closing('q'))) if (v[1] === 'q3') break;
  console.log(closed.join());
})();
