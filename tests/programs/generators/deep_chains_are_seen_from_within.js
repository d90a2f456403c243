// What members of a chain of generators see of each other: they all run while the innermost does. Steps by others, shared members,
// result objects of other iterators that pass through all of them.
const log = [];
const flush = () => console.log(log.splice(0).join(' | '));
const attempt = (name, f) => {
  try {
    const r = f();
    log.push(`${name} ${r.value} ${r.done}`);
  } catch (e) {
    log.push(`${name} ${e.name}${e.name === 'TypeError' ? '' : ' ' + e.message}`);
  }
};
const members = [];
function chain(depth, inner) {
  const g = depth === 0 ? inner : link(depth, chain(depth - 1, inner));
  members[depth] = g;
  return g;
}
function* link(depth, inner) {
  for (;;) {
    try {
      const result = yield* inner;
      return `${result}${depth}`;
    } catch (e) {
      if (depth !== 4) throw e;
      log.push(`4 caught ${e.name ?? e}`);
      yield 'from 4';
      if (members[0] !== inner && depth > 1) inner = members[depth - 1];
    }
  }
}
let probe = null;
function* leaf() {
  for (let i = 0; ; i++) {
    if (probe) probe(i);
    yield i;
  }
}
function stepped(g, n) {
  for (let i = 0; i < n; i++) g.next();
  return g;
}

// Everybody runs.
let g = stepped(chain(9, leaf()), 10);
probe = () => {
  for (const depth of [9, 8, 5, 4, 1, 0]) {
    attempt(`next ${depth}`, () => members[depth].next());
    attempt(`throw ${depth}`, () => members[depth].throw('x'));
    attempt(`return ${depth}`, () => members[depth].return('x'));
  }
  attempt('for', () => { for (const x of members[3]) return { value: x }; });
  attempt('spread', () => ({ value: [...members[3]] }));
};
attempt('step', () => g.next());
flush();
probe = null;
attempt('step', () => g.next());
for (const x of g) {
  log.push(x);
  if (x > 13) break;
}
attempt('step', () => g.next());
flush();

// Between steps nobody runs, and anybody may be resumed by others.
g = stepped(chain(9, leaf()), 8);
attempt('9', () => members[9].next());
attempt('6', () => members[6].next());
attempt('0', () => members[0].next());
attempt('9', () => members[9].next());
attempt('7', () => members[7].next());
attempt('throw 5', () => members[5].throw('into 5'));
attempt('9', () => members[9].next());
attempt('9', () => members[9].next());
attempt('return 2', () => members[2].return('out of 2'));
attempt('9', () => members[9].next());
attempt('9', () => members[9].next());
flush();
g = stepped(chain(9, leaf()), 8);
attempt('return 0', () => members[0].return('out of 0'));
attempt('9', () => members[9].next());
attempt('9', () => members[9].next());
flush();
g = stepped(chain(9, leaf()), 8);
attempt('throw 0', () => members[0].throw(new RangeError('into 0')));
attempt('9', () => members[9].next());
attempt('9', () => members[9].next());
flush();

// Methods that are replaced between steps: `next` was read before, `throw` and `return` are read each time.
g = stepped(chain(9, leaf()), 8);
members[6].next = members[0].next = () => ({ value: 'never', done: true });
members[5].throw = (e) => ({ value: `own throw ${e}`, done: false });
members[3].return = (v) => ({ value: `own return ${v}`, done: true });
attempt('9', () => members[9].next());
attempt('throw', () => members[9].throw('t'));
attempt('9', () => members[9].next());
attempt('return', () => members[9].return('r'));
attempt('9', () => members[9].next());
attempt('2', () => members[2].next());
flush();
// One leaves its `yield*` while the inner generator goes on.
g = stepped(chain(9, leaf()), 8);
members[5].throw = () => ({ value: 'done by throw', done: true });
attempt('throw', () => members[7].throw('t'));
attempt('9', () => members[9].next());
attempt('5', () => members[5].next());
flush();

// Two chains with members in common.
const shared = chain(5, leaf());
const five = members.slice();
function* over(name, inner, n) {
  if (n > 0) return yield* over(name, inner, n - 1);
  for (;;) {
    try {
      return yield* inner;
    } catch (e) {
      yield `${name} caught ${e.name}`;
    }
  }
}
const a = stepped(over('a', shared, 5), 6);
const b = stepped(over('b', shared, 6), 6);
for (let i = 0; i < 3; i++) {
  attempt('a', () => a.next());
  attempt('b', () => b.next());
  attempt('shared', () => shared.next());
}
probe = () => {
  probe = null;
  attempt('b within a', () => b.next());
  attempt('b within a', () => b.next());
  attempt('a within a', () => a.next());
};
attempt('a', () => a.next());
attempt('a', () => a.next());
attempt('b', () => b.next());
attempt('b', () => b.next());
flush();
five[3].return('over');
attempt('a', () => a.next());
attempt('b', () => b.next());
attempt('a', () => a.next());
flush();

// A member is stepped by somebody else, and from within that step the chain is.
g = stepped(chain(8, leaf()), 8);
const outer = g;
probe = () => {
  probe = null;
  attempt('outer within 3', () => outer.next());
  attempt('outer again', () => outer.next());
};
attempt('3', () => members[3].next());
attempt('outer', () => outer.next());
attempt('3', () => members[3].next());
flush();

// Result objects pass through all, and each member asks whether they are done.
function results(make) {
  return { [Symbol.iterator]() { return this; }, next: make };
}
function* last(iterable) {
  yield 'first';
  yield 'second';
  const value = yield* iterable;
  log.push(`completed by ${value}`);
  return value;
}
let asked = 0;
g = chain(7, last(results(() => ({ get done() { asked++; return false; }, get value() { log.push('value read'); return asked; }, extra: 1 }))));
stepped(g, 2);
const object = g.next();
console.log(asked, Object.keys(object).join(), object.extra);
flush();
attempt('read', () => g.next());
console.log(asked);
flush();
for (const limit of [1, 2, 4, 8, 9]) {
  let n = 0;
  g = chain(7, last(results(() => ({ get done() { return ++n >= limit; }, get value() { return `at ${n}`; } }))));
  attempt(limit, () => stepped(g, 2).next());
  attempt('next', () => g.next());
  flush();
}
for (const limit of [1, 3, 5, 8]) {
  let n = 0;
  g = chain(7, last(results(() => ({ get done() { if (++n >= limit) throw new RangeError(`asked ${n}`); return false; } }))));
  attempt(limit, () => stepped(g, 2).next());
  attempt('next', () => g.next());
  flush();
}
g = chain(7, last(results(() => ({ get done() { attempt('7 asked', () => members[7].next()); attempt('0 asked', () => members[0].next()); return true; }, value: 'w' }))));
attempt('asked', () => stepped(g, 2).next());
flush();
// Those that have passed it on are suspended again.
let nth = 0;
const passes = { get done() { if (++nth === 4) attempt('2 meanwhile', () => members[2].next()); return false; }, get value() { return nth; } };
g = chain(7, last(results(() => passes)));
attempt('passed', () => stepped(g, 2).next());
attempt('passed', () => g.next());
attempt('passed', () => g.return('r'));
flush();
nth = 0;
const ends = { get done() { if (++nth === 4) attempt('2 meanwhile', () => members[2].return('q')); return nth > 5; }, get value() { return nth; } };
g = chain(7, last(results(() => ends)));
attempt('passed', () => stepped(g, 2).next());
attempt('passed', () => g.next());
flush();
console.log([...chain(6, last([1, 2, 3]))].join());
flush();

// Who is on the stack.
Error.stackTraceLimit = 40;
const names = (error) =>
  error.stack.split('\n').slice(1).filter((line) => !line.includes('<anonymous>')).map((line) => line.replace(/ *at (\S*).*:(\d+):(\d+)\)?$/, '$1:$2:$3'));
function* tells() {
  for (let i = 0; i < 3; i++) yield i;
  yield names(new Error('where')).slice(0, 9);
  throw new Error('thrown');
}
function asks(g) {
  return g.next().value;
}
g = chain(3, tells());
members.reverse();
g = stepped(chain(7, tells()), 3);
console.log(asks(g).join('\n'));
function* finds(inner) {
  try {
    yield* inner;
  } catch (e) {
    yield names(e).slice(0, 8);
    yield names(new Error('outside')).slice(0, 2);
  }
}
function* under(n, inner) {
  const next = n > 0 ? under(n - 1, inner) : inner;
  yield* next;
}
g = stepped(finds(under(4, chain(3, tells()))), 4);
console.log(asks(g).join('\n'));
console.log(asks(g).join('\n'));
