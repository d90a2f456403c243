// In-order walk of a balanced tree by recursive yield*.
const DEPTH = 14, ROUNDS = 20;
class Node {
  constructor(key, left, right) { this.key = key; this.left = left; this.right = right; }
  *walk() {
    if (this.left !== null) yield* this.left.walk();
    yield this.key;
    if (this.right !== null) yield* this.right.walk();
  }
}
function build(lo, hi) {
  if (lo > hi) return null;
  const mid = (lo + hi) >> 1;
  return new Node(mid, build(lo, mid - 1), build(mid + 1, hi));
}
const root = build(1, 2 ** DEPTH - 1);
let sum = 0;
for (let r = 0; r < ROUNDS; r++) { let k = 1; for (const x of root.walk()) sum = (sum + x * k++) % 1000003; }
console.log('tree_walk', sum);
