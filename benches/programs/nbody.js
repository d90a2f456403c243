// Doubles in objects.
const STEPS = 2500000;
const PI = Math.PI, MASS = 4 * PI * PI, DAYS = 365.24;
class Body { constructor(x, y, z, vx, vy, vz, m) { this.x = x; this.y = y; this.z = z; this.vx = vx * DAYS; this.vy = vy * DAYS; this.vz = vz * DAYS; this.m = m * MASS; } }
const bodies = [
  new Body(0, 0, 0, 0, 0, 0, 1),
  new Body(4.84143144246472, -1.16032004402743, -0.103622044471123, 0.00166007664274404, 0.00769901118419740, -0.0000690460016972063, 0.000954791938424327),
  new Body(8.34336671824458, 4.12479856412430, -0.403523417114321, -0.00276742510726411, 0.00499852801234917, 0.0000230417297573764, 0.000285885980666131),
  new Body(12.8943695621391, -15.1111514016986, -0.223307578892656, 0.00296460137564762, 0.00237847173959481, -0.0000296589568540238, 0.0000436624404335156),
  new Body(15.3796971148509, -25.9193146099879, 0.179258772950371, 0.00268067772490389, 0.00162824170038242, -0.0000951592254519716, 0.0000515138902046612),
];
let px = 0, py = 0, pz = 0;
for (const b of bodies) { px += b.vx * b.m; py += b.vy * b.m; pz += b.vz * b.m; }
bodies[0].vx = -px / MASS; bodies[0].vy = -py / MASS; bodies[0].vz = -pz / MASS;
function advance(dt) {
  const n = bodies.length;
  for (let i = 0; i < n; i++) {
    const a = bodies[i];
    for (let j = i + 1; j < n; j++) {
      const b = bodies[j];
      const dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      const d2 = dx * dx + dy * dy + dz * dz;
      const mag = dt / (d2 * Math.sqrt(d2));
      a.vx -= dx * b.m * mag; a.vy -= dy * b.m * mag; a.vz -= dz * b.m * mag;
      b.vx += dx * a.m * mag; b.vy += dy * a.m * mag; b.vz += dz * a.m * mag;
    }
  }
  for (let i = 0; i < n; i++) { const b = bodies[i]; b.x += dt * b.vx; b.y += dt * b.vy; b.z += dt * b.vz; }
}
for (let i = 0; i < STEPS; i++) advance(0.01);
let e = 0;
for (const b of bodies) e += 0.5 * b.m * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz);
console.log('nbody', e.toFixed(9));
