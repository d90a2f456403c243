// The kernel of an operating system, simulated: six tasks of different priorities that pass packets to each other,
// after the description of Richards' benchmark. Objects that change state, virtual methods, linked lists.
const ROUNDS = 60, IDLE_TURNS = 10000;
const IDLE = 0, WORKER = 1, HANDLER_A = 2, HANDLER_B = 3, DEVICE_A = 4, DEVICE_B = 5;
const DEVICE_KIND = 0, WORK_KIND = 1, WORDS = 4;

class Packet {
  constructor(next, peer, kind) { this.next = next; this.peer = peer; this.kind = kind; this.cursor = 0; this.words = [0, 0, 0, 0]; }
}

class Queue {
  constructor(head) { this.head = head; }
  isEmpty() { return this.head === null; }
  shift() { const p = this.head; this.head = p.next; return p; }
  push(packet) {
    packet.next = null;
    if (this.head === null) { this.head = packet; return; }
    let last = this.head;
    while (last.next !== null) last = last.next;
    last.next = packet;
  }
}

class Task {
  constructor(kernel, id, priority, inbox) {
    this.kernel = kernel; this.id = id; this.priority = priority; this.next = kernel.first;
    this.inbox = new Queue(inbox); this.held = false; this.waiting = id !== IDLE;
    kernel.first = this; kernel.table[id] = this;
  }
  isBlocked() { return this.held || (this.waiting && this.inbox.isEmpty()); }
  resume() {
    if (!this.waiting) return this.step(null);
    this.waiting = false;
    return this.step(this.inbox.shift());
  }
}

class Idle extends Task {
  constructor(kernel, turns) { super(kernel, IDLE, 0, null); this.bits = 1; this.turns = turns; }
  step() {
    if (--this.turns === 0) return this.kernel.hold();
    const odd = this.bits & 1;
    this.bits >>= 1;
    if (odd === 0) return this.kernel.release(DEVICE_A);
    this.bits ^= 0xd008;
    return this.kernel.release(DEVICE_B);
  }
}

class Worker extends Task {
  constructor(kernel, inbox) { super(kernel, WORKER, 1000, inbox); this.target = HANDLER_A; this.letter = 0; }
  step(packet) {
    if (packet === null) return this.kernel.wait();
    this.target = this.target === HANDLER_A ? HANDLER_B : HANDLER_A;
    packet.peer = this.target;
    packet.cursor = 0;
    for (let i = 0; i < WORDS; i++) { this.letter = this.letter === 26 ? 1 : this.letter + 1; packet.words[i] = 64 + this.letter; }
    return this.kernel.send(packet);
  }
}

class Handler extends Task {
  constructor(kernel, id, priority, inbox) { super(kernel, id, priority, inbox); this.work = new Queue(null); this.devices = new Queue(null); }
  step(packet) {
    if (packet !== null) (packet.kind === WORK_KIND ? this.work : this.devices).push(packet);
    if (!this.work.isEmpty()) {
      const job = this.work.head;
      if (job.cursor === WORDS) return this.kernel.send(this.work.shift());
      if (!this.devices.isEmpty()) {
        const device = this.devices.shift();
        device.cursor = job.words[job.cursor++];
        return this.kernel.send(device);
      }
    }
    return this.kernel.wait();
  }
}

class Device extends Task {
  constructor(kernel, id, priority) { super(kernel, id, priority, null); this.pending = null; }
  step(packet) {
    if (packet !== null) { this.pending = packet; this.kernel.checksum = (this.kernel.checksum * 31 + packet.cursor) % 1000003; return this.kernel.hold(); }
    if (this.pending === null) return this.kernel.wait();
    const p = this.pending;
    this.pending = null;
    return this.kernel.send(p);
  }
}

class Kernel {
  constructor() { this.first = null; this.current = null; this.table = [null, null, null, null, null, null]; this.sent = 0; this.holds = 0; this.checksum = 0; }
  run() {
    let task = this.first;
    while (task !== null) {
      if (task.isBlocked()) { task = task.next; continue; }
      this.current = task;
      task = task.resume();
    }
  }
  hold() { this.holds++; this.current.held = true; return this.current.next; }
  wait() { this.current.waiting = true; return this.current; }
  release(id) { const t = this.table[id]; t.held = false; return t.priority > this.current.priority ? t : this.current; }
  send(packet) {
    const to = this.table[packet.peer], wasEmpty = to.inbox.isEmpty();
    this.sent++;
    packet.peer = this.current.id;
    to.inbox.push(packet);
    return wasEmpty && to.priority > this.current.priority ? to : this.current;
  }
}

const packets = (n, peer, kind) => { let list = null; for (let i = 0; i < n; i++) list = new Packet(list, peer, kind); return list; };
let sent = 0, holds = 0, checksum = 0;
for (let r = 0; r < ROUNDS; r++) {
  const kernel = new Kernel();
  new Idle(kernel, IDLE_TURNS + r);
  new Worker(kernel, packets(2, WORKER, WORK_KIND));
  new Handler(kernel, HANDLER_A, 2000, packets(3, DEVICE_A, DEVICE_KIND));
  new Handler(kernel, HANDLER_B, 3000, packets(3, DEVICE_B, DEVICE_KIND));
  new Device(kernel, DEVICE_A, 4000);
  new Device(kernel, DEVICE_B, 5000);
  kernel.run();
  if (r === 0) console.log('richards, first round', kernel.sent, kernel.holds, kernel.checksum);
  sent += kernel.sent; holds += kernel.holds; checksum = (checksum * 7 + kernel.checksum) % 1000003;
}
console.log('richards', sent, holds, checksum);
