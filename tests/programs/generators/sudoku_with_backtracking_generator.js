const puzzle = '53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79';
function* solve(b, i = 0) {
  while (i < 81 && b[i]) i++;
  if (i === 81) {
    yield b.join('');
    return;
  }
  const r = (i / 9) | 0, c = i % 9;
  next: for (let v = 1; v <= 9; v++) {
    for (let k = 0; k < 9; k++) if (b[r * 9 + k] === v || b[k * 9 + c] === v ||
      b[(((r / 3) | 0) * 3 + ((k / 3) | 0)) * 9 + ((c / 3) | 0) * 3 + (k % 3)] === v) continue next;
    b[i] = v;
    yield* solve(b, i + 1);
    b[i] = 0;
  }
}
const board = [...puzzle].map((c) => c === '.' ? 0 : +c);
let n = 0;
for (const s of solve(board)) {
  n++;
  for (let i = 0; i < 81; i += 9) console.log(s.slice(i, i + 9));
}
console.log(n, board.filter(Boolean).length);
function* queens(n, row = 0, cols = []) {
  if (row === n) {
    yield cols.join('');
    return;
  }
  for (let c = 0; c < n; c++) if (cols.every((q, r) => q !== c && Math.abs(q - c) !== row - r)) {
    cols.push(c);
    yield* queens(n, row + 1, cols);
    cols.pop();
  }
}
const qs = [...queens(6)];
console.log(qs.length, qs.join(' '));
// gc-period: 499
