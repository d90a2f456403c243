// 10,000 tasks at a time that sleep on timers.
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

async function task(i) {
  let sum = 0;
  for (let round = 0; round < 10; round++) {
    await sleep(1 + (i + round) % 5);
    sum += round;
  }
  return sum;
}

async function run(n) {
  const tasks = [];
  for (let i = 0; i < n; i++) tasks.push(task(i));
  let sum = 0;
  for (const t of tasks) sum += await t;
  return sum;
}

run(10000).then(sum => console.log(sum));
