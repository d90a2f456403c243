// `return` and `throw` that a program gives to the iterators of arrays, strings, Maps and Sets are
// called like those of any other iterator.
const iteratorOf = (iterable) => Object.getPrototypeOf(iterable[Symbol.iterator]());
const log = [];
const flush = () => console.log(log.splice(0).join(' | '));

const kinds = { array: [1, 2, 3], string: 'abc', map: new Map([[1, 2], [3, 4]]), set: new Set([1, 2, 3]) };
function visit() {
  for (const [name, iterable] of Object.entries(kinds)) {
    for (const x of iterable) {
      log.push(`${name}:${x}`);
      break;
    }
    const [first] = iterable;
    log.push(`first ${first}`);
    const [...all] = iterable;
    log.push(`all ${all.length}`);
  }
  flush();
}
visit();
for (const iterable of Object.values(kinds)) {
  const proto = iteratorOf(iterable);
  proto.return = function () {
    log.push(`closed ${this[Symbol.toStringTag]} before ${JSON.stringify(this.next())}`);
    return {};
  };
}
visit();

// Added while the loop runs.
for (const iterable of Object.values(kinds)) delete iteratorOf(iterable).return;
visit();
for (const x of kinds.array) {
  iteratorOf(kinds.array).return = () => ({ log: log.push('late') });
  break;
}
flush();

// A `return` that answers no object.
iteratorOf(kinds.array).return = () => 1;
try {
  for (const x of kinds.array) break;
} catch (e) {
  console.log(e.constructor.name);
}
try {
  for (const x of kinds.array) throw new RangeError('own');
} catch (e) {
  console.log(e.message);
}

// In a delegation.
function* inner() {
  try {
    return yield* kinds.array;
  } finally {
    log.push('finally');
  }
}
const arrayIterator = iteratorOf(kinds.array);
arrayIterator.return = function (v) {
  log.push(`return ${v}`);
  return { value: `${v}!`, done: v === 'end' };
};
arrayIterator.throw = function (v) {
  log.push(`throw ${v}`);
  return { value: `caught ${v}`, done: false };
};
let it = inner();
const show = (r) => log.push(JSON.stringify(r));
show(it.next());
show(it.throw('a'));
show(it.return('b'));
show(it.next());
show(it.return('end'));
flush();
delete arrayIterator.throw;
it = inner();
show(it.next());
try {
  it.throw('a');
} catch (e) {
  log.push(e.constructor.name);
}
flush();
delete arrayIterator.return;
it = inner();
show(it.next());
show(it.return('plain'));
flush();
