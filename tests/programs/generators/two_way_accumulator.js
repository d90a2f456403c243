function* average() {
  let sum = 0, n = 0, avg;
  for (;;) {
    const x = yield avg;
    if (x === null) return { sum, n, avg };
    sum += x;
    n++;
    avg = sum / n;
  }
}
const it = average();
it.next();
for (const x of [10, 20, 0.5, -3, 1e3]) console.log(it.next(x).value);
const { sum, n } = it.next(null).value;
console.log(sum, n);
function* guess(secret) {
  let tries = 0, answer = 'ready';
  while (true) {
    const q = yield answer;
    tries++;
    if (q === secret) return `found in ${tries}`;
    answer = q < secret ? 'higher' : 'lower';
  }
}
const game = guess(37);
let lo = 0, hi = 100, r = game.next();
const path = [];
while (!r.done) {
  const mid = (lo + hi) >> 1;
  path.push(mid);
  r = game.next(mid);
  if (r.value === 'higher') lo = mid + 1; else hi = mid - 1;
}
console.log(path.join(), r.value);
function* machine() {
  let state = 'idle';
  while (state !== 'off') {
    const ev = yield state;
    state = { idle: { start: 'run', kill: 'off' }, run: { pause: 'paused', stop: 'idle' },
      paused: { start: 'run', kill: 'off' } }[state][ev] ?? state;
  }
  return 'bye';
}
const m = machine();
m.next();
console.log(['start', 'kill', 'pause', 'pause', 'start', 'stop', 'kill',
  'start'].map((e) => m.next(e)).map((r) => r.value + (r.done ? '!' : '')).join(' '));
