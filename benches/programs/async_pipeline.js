// Four async generators in a row.
async function* numbers(n) {
  for (let i = 0; i < n; i++) yield i;
}

async function* map(source, f) {
  for await (const v of source) yield f(v);
}

async function* filter(source, f) {
  for await (const v of source) if (f(v)) yield v;
}

async function* take(source, n) {
  let taken = 0;
  for await (const v of source) {
    if (taken++ >= n) return;
    yield v;
  }
}

async function run(n) {
  let sum = 0;
  const stages = take(filter(map(numbers(n), x => x * 2), x => x % 3 === 0), n / 4);
  for await (const v of stages) sum += v;
  return sum;
}

run(300000).then(sum => console.log(sum));
