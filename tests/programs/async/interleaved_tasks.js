// Tasks that share variables, each going on where it waits.
let shared = 0;
const trace = [];

async function task(name, waits) {
  for (const n of waits) {
    const seen = shared;
    for (let i = 0; i < n; i++) await null;
    shared++;
    trace.push(`${name}${n}:${seen}>${shared}`);
  }
  return name;
}

async function pingPong() {
  const out = [];
  let turn = 'ping', wake;
  const wait = () => new Promise((resolve) => { wake = resolve; });
  const player = async (me, other) => {
    for (let i = 0; i < 3; i++) {
      while (turn !== me) await wait();
      out.push(me);
      turn = other;
      wake?.();
    }
  };
  await Promise.all([player('ping', 'pong'), player('pong', 'ping')]);
  return out.join(' ');
}

async function philosophers(n) {
  const forks = Array.from({ length: n }, () => ({ free: true, queue: [] }));
  const take = async (f) => {
    while (!f.free) await new Promise((go) => f.queue.push(go));
    f.free = false;
  };
  const put = (f) => {
    f.free = true;
    f.queue.shift()?.();
  };
  const meals = [];
  await Promise.all(forks.map(async (_, i) => {
    const [a, b] = [i, (i + 1) % n].sort();
    for (let k = 0; k < 2; k++) {
      await take(forks[a]);
      await take(forks[b]);
      await null;
      meals.push(i);
      put(forks[b]);
      put(forks[a]);
    }
  }));
  return meals.join(' ');
}

(async () => {
  const done = await Promise.all([task('a', [1, 3, 2]), task('b', [2, 2]), task('c', [0, 5])]);
  console.log(done.join(), trace.join(' '));
  console.log(await pingPong());
  console.log(await philosophers(5));
})();
