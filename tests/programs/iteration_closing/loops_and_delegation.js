const log = [];
const flush = (what, r) =>
  console.log(`${what}: ${log.splice(0).join(' ')}${r === undefined ? '' : ' -> ' + JSON.stringify(r)}`);
const attempt = (what, f) => {
  let r;
  try { r = f(); } catch (e) { r = `${e?.constructor?.name} ${e?.message}`; }
  flush(what, r);
};
function iter(name, n = 3, methods = {}) {
  let i = 0;
  return {
    [Symbol.iterator]() {
      log.push(`open ${name}`);
      return this;
    },
    next(v) {
      log.push(`${name}.next`);
      return i++ < n ? { value: i, done: false } : { value: 'end', done: true };
    },
    return(v) {
      log.push(`${name}.return`);
      return {};
    },
    ...methods,
  };
}
attempt('break', () => { for (const x of iter('a')) break; });
attempt('continue outer', () => { o: for (const x of iter('a', 2)) for (const y of iter('b')) continue o; });
attempt('break outer', () => { o: for (const x of iter('a')) { for (const y of iter('b')) { break o; } } });
attempt('return', () => { for (const x of iter('a')) for (const y of iter('b')) return x + y; });
attempt('throw', () => { for (const x of iter('a')) throw new Error('body'); });
attempt('throw keeps its error', () => {
  for (const x of iter('a', 3, { return() {
    log.push('return');
    throw new Error('return');
  } })) throw new Error('body');
});
attempt('return throws on break', () => {
  for (const x of iter('a', 3, { return() { throw new Error('return'); } })) break;
});
attempt('return throws on return', () => {
  try {
    for (const x of iter('a', 3, { return() { throw new Error('return'); } })) return 1;
  } catch (e) {
    return e.message;
  }
});
attempt('return gives no object', () => { for (const x of iter('a', 3, { return: () => 1 })) break; });
attempt('return gives no object after throw', () => {
  for (const x of iter('a', 3, { return: () => 1 })) throw new Error('body');
});
attempt('return absent', () => { for (const x of iter('a', 3, { return: undefined })) break; });
attempt('return not callable', () => { for (const x of iter('a', 3, { return: 1 })) break; });
attempt('next throws', () => { for (const x of iter('a', 3, { next() { throw new Error('next'); } })); });
attempt('result no object', () => { for (const x of iter('a', 3, { next: () => 1 })); });
attempt('head pattern throws', () => { for (const { x: { y } } of iter('a')); });
attempt('head target throws', () => { for (null.x of iter('a')); });
attempt('through finally', () => {
  o: for (const x of iter('a', 2)) {
    try { for (const y of iter('b')) { try { continue o; } finally { log.push('in'); } } } finally { log.push('out'); }
  }
});
attempt('finally overrides', () => {
  for (const x of iter('a')) { try { return 1; } finally { break; } }
  return 2;
});
attempt('next is read once', () => {
  const it = { get next() {
    log.push('get next');
    let i = 0;
    return () => ({ value: i, done: i++ > 1 });
  }, [Symbol.iterator]() {
    return this;
  } };
  for (const x of it);
});
attempt('spread does not close', () => [...iter('a', 1)]);
attempt('spread throws', () => [...iter('a', 1, { next() { throw new Error('next'); } })]);

// yield*
function* over(it) { try {
  const r = yield* it;
  log.push('result ' + r);
  return r;
} finally { log.push('finally'); } }
const started = (it) => {
  const g = over(it);
  g.next();
  return g;
};
attempt('delegate to the end', () => [...over(iter('a', 1))]);
attempt('delegate return', () => started(iter('a', 3, { return(v) {
  log.push(`return ${v}`);
  return { done: true, value: 'R' };
} })).return('r'));
attempt('delegate return goes on', () => {
  const g = started(iter('a', 3, { return(v) {
    log.push(`return ${v}`);
    return { done: false, value: 'more' };
  } }));
  return [g.return('r'), g.next()];
});
attempt('delegate return missing', () => started(iter('a', 3, { return: undefined })).return('r'));
attempt('delegate return no object', () => started(iter('a', 3, { return: () => 7 })).return('r'));
attempt('delegate throw', () => started(iter('a', 3, { throw(e) {
  log.push(`throw ${e}`);
  return { done: true, value: 'T' };
} })).throw('t'));
attempt('delegate throw goes on', () => {
  const g = started(iter('a', 3, { throw(e) { return { done: false, value: e }; } }));
  return [g.throw('t'), g.next()];
});
attempt('delegate throw missing', () => started(iter('a')).throw(new Error('lost')));
attempt('delegate throw missing, return throws', () => started(iter('a', 3, { return() {
  throw new Error('closing');
} })).throw(new Error('lost')));
attempt('delegate throw no object', () => started(iter('a', 3, { throw: () => 1 })).throw('t'));
attempt('delegate next no object', () => over(iter('a', 3, { next: () => 1 })).next());
const result = (name, done) => ({ get done() {
  log.push(`${name} done`);
  return done;
}, get value() {
  log.push(`${name} value`);
  return name;
} });
attempt('results are passed unopened', () => {
  let n = 0;
  const g = over({ [Symbol.iterator]() {
    return this;
  }, next: () => result('n', n++ > 0), return: () => result('r', false), throw: () => result('t', true) });
  const r = g.next();
  log.push('|');
  g.return();
  log.push('|');
  r.value;
  log.push('|');
  return g.throw().value;
});
attempt('methods are looked up each time', () => {
  const it = { [Symbol.iterator]() {
    return this;
  }, next: () => ({ done: false }), get throw() {
    log.push('get throw');
    return () => ({ done: false });
  }, get return() {
    log.push('get return');
    return () => ({ done: false });
  } };
  const g = started(it);
  g.throw();
  g.throw();
  g.return();
  return g.return().done;
});
attempt('arguments', () => {
  const it = { [Symbol.iterator]() {
    return this;
  }, next(...a) {
    log.push(`next(${a})`);
    return { done: false };
  }, throw(...a) {
    log.push(`throw(${a})`);
    return {};
  }, return(...a) {
    log.push(`return(${a.length}:${a})`);
    return {};
  } };
  const g = over(it);
  g.next('ignored');
  g.next();
  g.next(1, 2);
  g.throw(3);
  g.return();
  g.return(4);
});
attempt('string and array', () => {
  function* g() {
    const a = yield* 'ab';
    const b = yield* [1];
    return [a, b];
  }
  return [...g(), g().next().value];
});
