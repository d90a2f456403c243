// A million functions wait at once, half of them for one promise.
// gc-period: 500009
let release;
const gate = new Promise((resolve) => { release = resolve; });
let woken = 0, sum = 0;

async function waits(i) {
  const v = await gate;
  woken++;
  sum += v + i % 2;
}

async function own(i) {
  sum += await i % 3;
  woken++;
}

const n = 1000000;
let last;
for (let i = 0; i < n; i++) last = i % 2 ? waits(i) : own(i);

(async () => {
  await last.constructor.resolve();
  for (let i = 0; i < 3; i++) await null;
  console.log('before', woken, sum);
  release(2);
  await last;
  console.log('after', woken, sum);
})();
