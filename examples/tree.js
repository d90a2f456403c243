// A recursive walk by `yield*`: the consumer pulls nodes one by one, and decides what is visited.

class Tree {
  constructor(name, ...children) {
    this.name = name;
    this.children = children;
  }

  // Yields [depth, node]; the consumer may send back 'skip' to pass over the children.
  // Returns the number of nodes visited.
  *walk(depth = 0) {
    let visited = 1;
    const answer = yield [depth, this];
    if (answer !== 'skip') for (const child of this.children) visited += yield* child.walk(depth + 1);
    return visited;
  }

  *[Symbol.iterator]() {
    for (const child of this.children) yield* child;
    yield this.name;
  }
}

const t = (name, ...children) => new Tree(name, ...children);
const garden = t('garden',
  t('trees', t('apple', t('gala'), t('fuji')), t('pear')),
  t('shed', t('spade'), t('rake')),
  t('herbs', t('yarrow', t('leaf'), t('flower')), t('sage')));

const walk = garden.walk();
let step = walk.next();
while (!step.done) {
  const [depth, node] = step.value;
  const closed = node.name === 'shed';
  console.log('  '.repeat(depth) + node.name + (closed ? ' (closed)' : ''));
  step = walk.next(closed ? 'skip' : undefined);
}
console.log(`${step.value} nodes visited`);
console.log('leaves first:', [...garden].join(' '));

for (const name of garden) {
  if (name === 'yarrow') {
    console.log('found yarrow, stopped looking');
    break;
  }
}
