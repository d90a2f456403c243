// A chain of awaits: of values, and of a promise that is settled.
async function run(n) {
  const settled = Promise.resolve(1);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += await i;
    sum += await settled;
  }
  return sum;
}

run(2000000).then(sum => console.log(sum));
