// Intervals go on until they are cancelled, and interleave by their deadlines.
const log = [];
const a = setInterval(() => log.push('a'), 60);
const b = setInterval(() => log.push('b'), 170);
setTimeout(() => { clearInterval(a); log.push('a is cancelled'); }, 390);
setTimeout(() => { clearInterval(b); console.log(log.join(' ')); }, 760);
let n = 0;
const c = setInterval(async () => {
  n++;
  await null;
  process.nextTick(() => console.log('tick', n));
  if (n === 3) clearInterval(c);
}, 780);
