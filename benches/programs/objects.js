// Objects of several classes behind one virtual method, with property updates and short-lived allocations.
const ROUNDS = 800000;
class Packet { constructor(kind, value, link) { this.kind = kind; this.value = value; this.link = link; } }
class Task { constructor(id) { this.id = id; this.count = 0; this.queue = null; } push(p) { p.link = this.queue; this.queue = p; } take() { const p = this.queue; if (p !== null) this.queue = p.link; return p; } }
class Worker extends Task { run(p) { this.count += p.value; return new Packet(p.kind ^ 1, (p.value * 7 + this.id) & 255, null); } }
class Device extends Task { run(p) { this.count += 1; return p.kind === 0 ? p : new Packet(0, p.value + 1, null); } }
class Idle extends Task { run(p) { this.count ^= p.value; return new Packet(1, (this.count + p.kind) & 127, null); } }
const tasks = [new Worker(1), new Device(2), new Idle(3), new Worker(4), new Device(5)];
for (let i = 0; i < 12; i++) tasks[i % 5].push(new Packet(i & 1, i * 3, null));
let at = 0;
for (let r = 0; r < ROUNDS * 40; r++) {
  const t = tasks[at];
  const p = t.take();
  at = at === 4 ? 0 : at + 1;
  if (p === null) continue;
  const q = t.run(p);
  tasks[(t.id + q.value) % 5].push(q);
}
console.log('objects', tasks.map((t) => t.count).join(' '));
