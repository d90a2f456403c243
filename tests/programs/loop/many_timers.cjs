// A hundred thousand timers, half of them cancelled.
// gc-period: 20000
const N = 100000;
let sum = 0, count = 0, last = -1, ordered = true;
const timers = [];
for (let i = 0; i < N; i++) {
  const ms = 1 + i * 7919 % 50;
  timers.push(setTimeout((n, ms) => {
    sum += n;
    count++;
    if (ms < last) ordered = false;
    last = ms;
  }, ms, i, ms));
}
for (let i = 0; i < N; i += 2) clearTimeout(timers[i]);
let immediates = 0;
for (let i = 0; i < N; i++) setImmediate(() => immediates++);
let ticks = 0;
for (let i = 0; i < N; i++) process.nextTick(() => ticks++);
process.on('exit', () => console.log(count, sum, immediates, ticks));
