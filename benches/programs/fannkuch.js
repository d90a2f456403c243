// The most flips of a prefix that any permutation needs until its first item is 1: small arrays of integers.
const N = 10;
function fannkuch(n) {
  const items = [], flipped = [], turns = new Array(n).fill(0);
  for (let i = 0; i < n; i++) { items.push(i); flipped.push(0); }
  let most = 0, checksum = 0, index = 0;
  for (;;) {
    if (items[0] !== 0) {
      for (let i = 0; i < n; i++) flipped[i] = items[i];
      let flips = 0, first = flipped[0];
      while (first !== 0) {
        for (let lo = 0, hi = first; lo < hi; lo++, hi--) { const t = flipped[lo]; flipped[lo] = flipped[hi]; flipped[hi] = t; }
        flips++;
        first = flipped[0];
      }
      if (flips > most) most = flips;
      checksum += (index & 1) === 0 ? flips : -flips;
    }
    index++;
    // The next permutation: rotate prefixes, the longer the rarer.
    let r = 1;
    for (;;) {
      if (r === n) return [checksum, most, index];
      const head = items[0];
      for (let i = 0; i < r; i++) items[i] = items[i + 1];
      items[r] = head;
      if (++turns[r] <= r) break;
      turns[r] = 0;
      r++;
    }
  }
}
console.log('fannkuch', fannkuch(7).join(' '), fannkuch(N).join(' '));
