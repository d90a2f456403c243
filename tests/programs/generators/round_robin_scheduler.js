const out = [];
class Scheduler { #queue = []; #ticks = 0; spawn(name, gen) {
  this.#queue.push({ name, gen, wake: 0, inbox: undefined });
  return this;
}
  run() {
    while (this.#queue.length) {
      this.#ticks++;
      const t = this.#queue.shift();
      if (t.wake > this.#ticks) {
        this.#queue.push(t);
        continue;
      }
    let r;
      try {
        r = t.gen.next(t.inbox);
        t.inbox = undefined;
      } catch (e) {
        out.push(`${t.name} died: ${e.message}`);
        continue;
      }
    if (r.done) {
      out.push(`${t.name} ended ${r.value}`);
      continue;
    }
    const c = r.value;
      if (c?.sleep) t.wake = this.#ticks + c.sleep; else if (c?.spawn) this.spawn(c.name, c.spawn); else if (c?.send) {
        const to = this.#queue.find((q) => q.name === c.send);
        if (to) to.inbox = c.msg;
      } else out.push(`${t.name}: ${c}`);
    this.#queue.push(t);
    }
    return this.#ticks;
  } }
function* worker(n) {
  for (let i = 0; i < n; i++) yield `step ${i}`;
  return n * 10;
}
function* sleeper() {
  yield 'zz';
  yield { sleep: 6 };
  yield 'awake';
  return 'rested';
}
function* parent() {
  yield { name: 'child', spawn: worker(1) };
  yield 'spawned';
  throw new Error('parent crash');
}
function* receiver() {
  let got = [];
  while (got.length < 2) {
    const m = yield 'waiting';
    if (m) got.push(m);
  }
  return got.join('+');
}
function* sender() {
  yield { send: 'rx', msg: 'hello' };
  yield 'between';
  yield { send: 'rx', msg: 'world' };
}
console.log(new Scheduler().spawn('w', worker(3)).spawn('s', sleeper()).spawn('p', parent()).spawn('rx',
  receiver()).spawn('tx', sender()).run());
for (const l of out) console.log(l);
