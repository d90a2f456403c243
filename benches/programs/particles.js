// A simulation whose objects come from a pool and go back to it.
class Particle {
  constructor() { this.x = 0; this.y = 0; this.vx = 0; this.vy = 0; this.life = 0; this.alive = false; }
  start(x, y, vx, vy, life) { this.x = x; this.y = y; this.vx = vx; this.vy = vy; this.life = life; this.alive = true; }
  step() {
    this.x += this.vx; this.y += this.vy; this.vy -= 0.05;
    if (this.y < 0) { this.y = -this.y; this.vy = -this.vy * 0.8; }
    if (--this.life === 0) this.alive = false;
  }
}
class Pool {
  constructor(size) { this.free = []; for (let i = 0; i < size; i++) this.free.push(new Particle()); }
  take() { return this.free.length > 0 ? this.free.pop() : new Particle(); }
  give(particle) { this.free.push(particle); }
}
const pool = new Pool(500);
let active = [], seed = 99, started = 0, sum = 0;
const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
for (let frame = 0; frame < 5000; frame++) {
  for (let i = 0; i < 8; i++) {
    const p = pool.take();
    p.start(random() * 100, 10, random() - 0.5, random() * 2, 40 + ((random() * 120) | 0));
    active.push(p);
    started++;
  }
  let kept = 0;
  for (let i = 0; i < active.length; i++) {
    const p = active[i];
    p.step();
    if (p.alive) active[kept++] = p; else pool.give(p);
  }
  active.length = kept;
  for (const p of active) sum += p.x - p.y;
}
console.log('particles', started, active.length, pool.free.length, sum.toFixed(6));
