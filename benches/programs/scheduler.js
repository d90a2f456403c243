// 10,000 tasks in a round robin.
const TASKS = 10000, STEPS = 1000;
function* task(id, steps) { let acc = id; for (let i = 0; i < steps; i++) { acc = (Math.imul(acc, 1664525) + 1013904223) | 0; yield acc; } return acc; }
let queue = [];
for (let i = 0; i < TASKS; i++) queue.push(task(i, STEPS - (i % 7)));
let sum = 0, turns = 0;
while (queue.length > 0) {
  const next = [];
  for (let i = 0; i < queue.length; i++) {
    const r = queue[i].next();
    turns++;
    sum = (sum + r.value) | 0;
    if (!r.done) next.push(queue[i]);
  }
  queue = next;
}
console.log('scheduler', turns, sum);
