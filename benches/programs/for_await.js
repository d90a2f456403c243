// for await over an async generator.
async function* count(n) {
  for (let i = 0; i < n; i++) yield i;
}

async function run(n) {
  let sum = 0;
  for await (const v of count(n)) sum += v;
  return sum;
}

run(1000000).then(sum => console.log(sum));
