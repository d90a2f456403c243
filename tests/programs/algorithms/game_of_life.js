const W = 40, H = 16;
let g = Array.from({ length: H }, () => new Array(W).fill(0));
for (const [x, y] of [[1, 0], [2, 1], [0, 2], [1, 2], [2, 2], [20, 8], [21, 8], [22, 8], [21, 7], [30, 3], [31, 3],
  [30, 4], [31, 4]]) g[y][x] = 1;
const step = (g) => g.map((row, y) => row.map((c, x) => {
  let n = 0;
  for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) if (dx || dy) n += g[(y + dy + H) % H][(x + dx +
    W) % W];
  return n === 3 || (c && n === 2) ? 1 : 0;
}));
const pop = (g) => g.flat().reduce((a, b) => a + b);
const hist = [];
for (let i = 0; i < 60; i++) {
  hist.push(pop(g));
  g = step(g);
}
console.log(hist.join(' '));
for (const row of g) console.log(row.map((c) => c ? '#' : '.').join(''));
// gc-period: 499
