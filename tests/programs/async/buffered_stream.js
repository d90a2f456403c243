// A stage that reads ahead, and one that shares a source between several readers.
const log = [];

async function* source(n) {
  for (let i = 0; i < n; i++) {
    log.push('make ' + i);
    yield i;
  }
}

async function* buffer(it, size) {
  const ahead = [];
  for (let i = 0; i < size; i++) ahead.push(it.next());
  for (;;) {
    const { value, done } = await ahead.shift();
    if (done) return value;
    ahead.push(it.next());
    yield value;
  }
}

function tee(it, n) {
  const queues = Array.from({ length: n }, () => []);
  return queues.map(async function* (queue) {
    for (;;) {
      if (queue.length === 0) {
        const next = it.next();
        for (const q of queues) q.push(next);
      }
      const { value, done } = await queue.shift();
      if (done) return;
      yield value;
    }
  });
}

(async () => {
  for await (const v of buffer(source(5), 3)) {
    log.push('use ' + v);
    for (let i = 0; i < 6; i++) await null;
  }
  console.log(log.splice(0).join(', '));

  const sums = await Promise.all(tee(source(6), 3).map(async (it, k) => {
    let sum = 0;
    for await (const v of it) {
      if (k === 1) await null;
      sum += v * (k + 1);
    }
    return sum;
  }));
  console.log(sums.join(), log.length);
})();
