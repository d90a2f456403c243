// A loop that waits in each round, long enough to be worth compiling.
// gc-period: 2003
async function count(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += await i;
    if (i % 3 === 0) continue;
    sum -= 1;
  }
  return sum;
}

async function collatz(limit) {
  let best = 0, at = 0;
  for (let n = 1; n < limit; n++) {
    let steps = 0;
    for (let x = n; x !== 1; x = x % 2 ? 3 * x + 1 : x / 2) {
      steps++;
      if (steps % 16 === 0) await null;
    }
    if (steps > best) [best, at] = [steps, n];
  }
  return [best, at].join();
}

async function* primes() {
  const found = [];
  next: for (let n = 2; ; n++) {
    for (const p of found) {
      if (p * p > n) break;
      if (n % p === 0) continue next;
    }
    found.push(n);
    yield n;
  }
}

async function consume(n) {
  let last, sum = 0;
  for await (const p of primes()) {
    sum += last = p;
    if (--n === 0) break;
  }
  return [last, sum].join();
}

(async () => {
  console.log(await count(100000));
  console.log(await collatz(3000));
  console.log(await consume(2000));
  const all = await Promise.all(Array.from({ length: 200 }, (_, i) => count(i)));
  console.log(all.reduce((a, b) => a + b));
})();
