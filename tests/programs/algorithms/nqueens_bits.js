function solve(n) {
  const full = (1 << n) - 1;
  let count = 0;
  const go = (cols, d1, d2) => {
    if (cols === full) {
      count++;
      return;
    }
    let free = full & ~(cols | d1 | d2);
    while (free) {
      const bit = free & -free;
      free ^= bit;
      go(cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1);
    }
  };
  go(0, 0, 0);
  return count;
}
for (let n = 1; n <= 9; n++) console.log(n, solve(n));
// gc-period: 499
