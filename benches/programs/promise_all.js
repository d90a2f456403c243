// Promise.all over 100,000 tasks.
async function task(i) {
  await null;
  return i;
}

async function run(rounds) {
  let sum = 0;
  for (let round = 0; round < rounds; round++) {
    const tasks = [];
    for (let i = 0; i < 100000; i++) tasks.push(task(i));
    for (const v of await Promise.all(tasks)) sum += v;
  }
  return sum;
}

run(6).then(sum => console.log(sum));
