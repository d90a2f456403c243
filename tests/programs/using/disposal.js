const log = [];
const res = (name, error) => ({ name, [Symbol.dispose]() {
  log.push(`-${this.name}`);
  if (error) throw new Error(error);
} });
const flush = (what, r) => console.log(`${what}: ${log.splice(0).join(' ')}${r === undefined ? '' : ' -> ' + r}`);
const chain = (e) =>
  e instanceof SuppressedError ? `Suppressed(${chain(e.error)}, ${chain(e.suppressed)})` : `${e.constructor.name} ${e.message}`;
const attempt = (what, f) => {
  let r;
  try { r = f(); } catch (e) { r = chain(e); }
  flush(what, r);
};

attempt('block', () => {
  {
    using a = res('a'), b = res('b');
    log.push('body');
    using c = null;
    using d = undefined;
    using e = res('e');
  }
  log.push('after');
});
attempt('function', () => {
  using a = res('a');
  return (log.push('value'), 'result');
});
attempt('break', () => { for (let i = 0; i < 3; i++) {
  using a = res('a' + i);
  if (i === 1) break;
} });
attempt('continue label', () => {
  o: for (const i of [1, 2]) {
    using a = res('a' + i);
    for (const j of [1, 2]) {
      using b = res('b' + j);
      continue o;
    }
  }
});
attempt('for', () => {
  for (using a = res('a'), b = res('b'); log.length < 3; log.push('step'));
  log.push('after');
});
attempt('for-of', () => { for (using a of [res('1'), null, res('2')]) log.push(a?.name); });
attempt('for-of closes after disposing', () => {
  const it = { [Symbol.iterator]() {
    return this;
  }, next: () => ({ value: res('r') }), return() {
    log.push('return');
    return {};
  } };
  for (using a of it) break;
});
attempt('body throws', () => {
  using a = res('a');
  throw new Error('body');
});
attempt('disposal throws', () => {
  using a = res('a', 'A');
  return 'lost';
});
attempt('both throw', () => {
  using a = res('a', 'A');
  throw new Error('body');
});
attempt('all throw', () => {
  using a = res('a', 'A'), b = res('b', 'B'), c = res('c', 'C');
  throw new Error('body');
});
attempt('one throws', () => { using a = res('a'), b = res('b', 'B'), c = res('c'); });
attempt('initialiser throws', () => { using a = res('a'), b = (() => { throw new Error('init'); })(), c = res('c'); });
attempt('not disposable', () => {
  using a = res('a');
  using b = {};
});
attempt('primitive', () => { using a = 1; });
attempt('not callable', () => { using a = { [Symbol.dispose]: 1 }; });
attempt('method is read once, when declared', () => {
  const o = { get [Symbol.dispose]() {
    log.push('get');
    return () => log.push('first');
  } };
  using a = o;
  Object.defineProperty(o, Symbol.dispose, { value: () => log.push('second') });
});
attempt('constant', () => {
  using a = res('a');
  a = 1;
});
attempt('dead zone', () => {
  const f = () => a;
  f();
  using a = res('a');
});
attempt('captured', () => {
  let f;
  {
    using a = res('a');
    f = () => a.name;
  }
  return f();
});
attempt('names', () => {
  const named = Object.assign(Function.prototype, {});
  using f = Object.defineProperty(() => {}, Symbol.dispose, { value() { log.push(typeof this); } });
  return f.name;
});
attempt('finally', () => { try {
  using a = res('a');
  return 'try';
} finally { log.push('finally'); } });
attempt('catch', () => { try { throw 1; } catch {
  using a = res('a');
  log.push('catch');
} });
attempt('switch', () => { switch (1) { case 1: { using a = res('a'); } default: log.push('default'); } });
attempt('static block', () => { class C { static {
  using a = res('a');
  log.push('block');
} } });
attempt('constructor', () => {
  class B {}
  class C extends B { constructor() {
    using a = res('a');
    super();
    this.x = 1;
  } }
  return new C().x;
});
attempt('arrow in a loop', () => {
  const fs = [];
  for (const n of [1, 2]) {
    using a = res('a' + n);
    fs.push(() => a.name);
  }
  return fs.map((f) => f()).join();
});

function* gen() {
  using a = res('a');
  log.push(yield 1);
  {
    using b = res('b', 'B');
    yield 2;
  }
}
attempt('generator to the end', () => {
  const g = gen();
  g.next();
  g.next('sent');
  g.next();
});
attempt('generator returned', () => {
  const g = gen();
  g.next();
  return JSON.stringify(g.return('r'));
});
attempt('generator returned inside', () => {
  const g = gen();
  g.next();
  g.next('sent');
  return JSON.stringify(g.return('r'));
});
attempt('generator thrown into', () => {
  const g = gen();
  g.next();
  g.next('sent');
  g.throw(new Error('in'));
});
attempt('never started', () => JSON.stringify(gen().return(1)));
var using = 5;
using
;
[using] = [6];
console.log(using);
using top = { [Symbol.dispose]() { console.log('module disposed'); } };
console.log('end of module');
