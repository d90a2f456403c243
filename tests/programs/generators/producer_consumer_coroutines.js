const log = [];
function coroutine(f) { return (...a) => {
  const it = f(...a);
  it.next();
  return it;
}; }
const sink = coroutine(function* (name) {
  const items = [];
  try { while (true) items.push(yield); } finally { log.push(name + ':' + items.join('')); }
});
const upper = coroutine(function* (target) {
  try { while (true) target.next((yield).toUpperCase()); } finally { target.return(); }
});
const tee = coroutine(function* (...ts) {
  try { while (true) {
    const v = yield;
    for (const t of ts) t.next(v);
  } } finally { for (const t of ts) t.return(); }
});
const chunk = coroutine(function* (n, target) {
  let buf = '';
  try {
    for (;;) {
      buf += yield;
      while (buf.length >= n) {
        target.next('[' + buf.slice(0, n) + ']');
        buf = buf.slice(n);
      }
    }
  } finally {
    if (buf) target.next('(' + buf + ')');
    target.return();
  }
});
const entry = tee(sink('raw'), upper(sink('upper')), chunk(3, sink('chunks')));
for (const c of 'coroutine') entry.next(c);
entry.return();
console.log(log.join('\n'));
function* ping(n) {
  let ball = yield 'ready';
  while (n--) ball = yield 'ping' + ball;
  return 'ping out';
}
function* pong() {
  let ball = yield 'ready';
  for (;;) ball = yield 'pong' + ball.length;
}
const a = ping(3), b = pong();
a.next();
b.next();
let r = a.next('>');
while (!r.done) {
  console.log(r.value);
  const q = b.next(r.value).value;
  console.log(q);
  r = a.next(q);
}
console.log(r.value);
