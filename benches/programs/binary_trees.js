// Many short-lived binary trees beside a long-lived one: allocation and collection.
const DEPTH = 16, SMALLEST = 4;
class Tree { constructor(left, right) { this.left = left; this.right = right; } }
function grow(depth) { return depth === 0 ? new Tree(null, null) : new Tree(grow(depth - 1), grow(depth - 1)); }
function count(t) { return t.left === null ? 1 : 1 + count(t.left) + count(t.right); }
const old = grow(DEPTH);
for (let depth = SMALLEST; depth <= DEPTH; depth += 4) {
  const rounds = 2 ** (DEPTH - depth + SMALLEST);
  let nodes = 0;
  for (let i = 0; i < rounds; i++) nodes += count(grow(depth));
  console.log('binary_trees', depth, rounds, nodes);
}
console.log('binary_trees', count(old));
