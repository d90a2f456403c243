// Double arithmetic in nested loops.
const SIZE = 700, LIMIT = 200;
let inside = 0, total = 0;
for (let py = 0; py < SIZE; py++) {
  for (let px = 0; px < SIZE; px++) {
    const cx = (px / SIZE) * 3 - 2, cy = (py / SIZE) * 2.4 - 1.2;
    let x = 0, y = 0, i = 0;
    while (i < LIMIT && x * x + y * y <= 4) { const t = x * x - y * y + cx; y = 2 * x * y + cy; x = t; i++; }
    if (i === LIMIT) inside++;
    total += i;
  }
}
console.log('mandelbrot', inside, total);
