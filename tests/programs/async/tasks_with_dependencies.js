// A graph of tasks: each waits for what it depends on, cycles and failures are told.
async function runGraph(graph, run) {
  const running = new Map();
  const start = (name, path) => {
    if (path.includes(name)) throw new Error('cycle ' + [...path, name].join('>'));
    if (!running.has(name)) {
      running.set(name, (async () => {
        const inputs = await Promise.all((graph[name] ?? []).map((d) => start(d, [...path, name])));
        return run(name, inputs);
      })());
    }
    return running.get(name);
  };
  const results = {};
  for (const name of Object.keys(graph)) {
    try {
      results[name] = await start(name, []);
    } catch (e) {
      results[name] = e.message;
    }
  }
  return results;
}

async function topological(graph) {
  const seen = new Set(), out = [];
  const visit = async (n) => {
    if (seen.has(n)) return;
    seen.add(n);
    for (const d of await graph[n] ?? []) await visit(d);
    out.push(n);
  };
  for (const n of Object.keys(graph)) await visit(n);
  return out;
}

async function shortest(edges, from, to) {
  const neighbours = async (n) => edges.filter(([a]) => a === n).map(([, b, w]) => [b, w]);
  const dist = new Map([[from, 0]]), open = new Set([from]);
  while (open.size) {
    const n = [...open].reduce((a, b) => dist.get(a) <= dist.get(b) ? a : b);
    if (n === to) return dist.get(n);
    open.delete(n);
    for (const [m, w] of await neighbours(n)) {
      const d = dist.get(n) + await w;
      if (d < (dist.get(m) ?? Infinity)) {
        dist.set(m, d);
        open.add(m);
      }
    }
  }
}

(async () => {
  const order = [];
  const run = async (name, inputs) => {
    for (let i = 0; i < name.length; i++) await null;
    order.push(name);
    if (name === 'broken') throw new Error('failed in broken');
    return `${name}(${inputs})`;
  };
  const graph = { app: ['ui', 'db'], ui: ['core'], db: ['core', 'log'], core: [], log: ['core'] };
  console.log(JSON.stringify(await runGraph(graph, run)));
  console.log(order.splice(0).join());
  console.log(JSON.stringify(await runGraph({ a: ['broken'], b: ['c'], c: [], broken: [] }, run)));
  console.log(JSON.stringify(await runGraph({ x: ['y'], y: ['z'], z: ['x'] }, run)).slice(0, 24));
  console.log((await topological(graph)).join());
  console.log(await shortest([['a', 'b', 4], ['a', 'c', 1], ['c', 'b', Promise.resolve(2)], ['b', 'd', 5]], 'a', 'd'));
})();
