// `continue outer` out of nested for-of closes the inner iterator and runs the finally blocks, which yield.
function iter(name, n) {
  let i = 0;
  return { [Symbol.iterator]() {
    return this;
  }, next() {
    return i < n ? { value: name + i++, done: false } : { value: undefined, done: true };
  },
    return(v) {
      console.log('close', name, i);
      return {};
    } };
}
function* g() {
  outer: for (const a of iter('a', 3)) {
    for (const b of iter('b', 3)) {
      try {
        for (const c of iter('c', 3)) {
          try {
            const cmd = yield a + b + c;
            if (cmd === 'continue') continue outer;
            if (cmd === 'break') break outer;
            if (cmd === 'return') return 'ret';
          } finally { yield 'finally c'; }
        }
      } finally { yield 'finally b'; }
    }
  }
  return 'done';
}
for (const script of [['', '', 'continue', '', '', '', 'break', '', ''], ['return', '', ''],
  ['continue', '', '', 'continue', '', '', 'continue', '', '']]) {
  const it = g();
  let r = it.next();
  const out = [];
  while (!r.done && script.length) {
    out.push(r.value);
    r = it.next(script.shift());
  }
  console.log(out.join(' '), '=>', r.done, r.value);
}
const it = g();
it.next();
console.log(it.return('R').value, it.next().value, JSON.stringify(it.next()));
