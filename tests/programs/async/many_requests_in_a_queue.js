// A hundred thousand requests wait in one queue, which takes node 20 a minute.
// gc-period: 4001
async function* numbers() {
  let n = 0;
  while (n < 50000) yield n++;
  return 'end';
}

const it = numbers();
const results = [];
for (let i = 0; i < 100000; i++) results.push(it.next());

Promise.all(results).then((all) => {
  let sum = 0, done = 0;
  for (const r of all) {
    if (r.done) done++;
    else sum += r.value;
  }
  console.log(sum, done, all[50000].value, all[50001].value);
});
