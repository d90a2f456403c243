const shades = ' .:-=+*#%@';
for (let y = -12; y <= 12; y++) {
  let line = '';
  for (let x = -40; x <= 18; x++) {
    const cr = x / 20, ci = y / 10;
    let zr = 0, zi = 0, n = 0;
    while (n < 90 && zr * zr + zi * zi < 4) {
      [zr, zi] = [zr * zr - zi * zi + cr, 2 * zr * zi + ci];
      n++;
    }
    line += shades[Math.floor(n / 10)] ?? '@';
  }
  console.log(line.trimEnd());
}
// gc-period: 499
