// A chain of async calls that mostly return at once: three functions deep, and a cache that nearly always has the answer.
async function leaf(i) {
  return i + 1;
}

async function middle(i) {
  return await leaf(i);
}

const cache = new Map();

async function lookUp(key) {
  if (cache.has(key)) return cache.get(key);
  await null;
  cache.set(key, key * 2);
  return key * 2;
}

async function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += await middle(i);
    sum += await lookUp(i & 1023);
  }
  return sum;
}

run(600000).then(sum => console.log(sum));
