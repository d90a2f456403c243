// When a pattern closes its iterator, and what wins where closing fails as well.
const log = [];
function source(n, returning = () => ({})) {
  let i = 0;
  return {
    [Symbol.iterator]() {
      return {
        next() {
          log.push('next');
          if (i === 'throw') throw new Error('next');
          return i < n ? { value: i++, done: false } : { value: 'end', done: true };
        },
        get return() {
          log.push('get return');
          return returning;
        },
      };
    },
  };
}
const attempt = (what, f) => {
  let r;
  try {
    r = f();
    r = r === undefined ? '' : ` -> ${JSON.stringify(r)}`;
  } catch (e) {
    r = ` ! ${e.constructor.name} ${e.message}`;
  }
  console.log(`${what}: ${log.splice(0).join(' ')}${r}`);
};
const boom = (m) => () => {
  log.push('return');
  throw new Error(m);
};

attempt('empty', () => { const [] = source(2); });
attempt('less', () => {
  const [a] = source(2);
  return a;
});
attempt('exact', () => {
  const [a, b] = source(2);
  return [a, b];
});
attempt('more', () => {
  const [a, b, c, , d] = source(2);
  return [a, b, c === undefined, d === undefined];
});
attempt('elisions', () => {
  const [, , a] = source(3);
  return a;
});
attempt('rest', () => {
  const [a, ...r] = source(3);
  return r;
});
attempt('nested rest', () => {
  const [...[x, y]] = source(3);
  return [x, y];
});
attempt('default throws', () => { const [a = 1, b = (() => { throw new TypeError('d'); })()] = source(0); });
attempt('default throws early', () => { const [[x]] = source(2); });
attempt('target throws', () => { [(() => { throw new RangeError('t'); })().x] = source(2); });
attempt('target before next', () => { [(log.push('target'), {}).x, (log.push('target'), []).y] = source(1); });
attempt('setter throws', () => { [{ set x(v) { throw new Error('set'); } }.x] = source(2); });
attempt('return throws', () => { const [a] = source(2, boom('r')); });
attempt('return throws after throw', () => { [{ set x(v) { throw new Error('set'); } }.x] = source(2, boom('r')); });
attempt('return not an object', () => { const [a] = source(2, () => 1); });
attempt('return not an object after throw', () => {
  [{ set x(v) { throw new Error('set'); } }.x] = source(2, () => 1);
});
attempt('return not callable', () => { const [a] = source(2, {}); });
attempt('return undefined', () => { const [a] = source(2, undefined === 1 ? 0 : null); });
attempt('not iterable', () => { const [a] = {}; });
attempt('next throws', () => { const [a, b] = source('throw'); });
attempt('done without value', () => {
  const it = { [Symbol.iterator]() {
    return { next() { return { done: true, get value() {
      log.push('value');
      return 5;
    } }; } };
  } };
  const [a] = it;
  return a === undefined;
});
attempt('value throws', () => {
  const it = { [Symbol.iterator]() {
    return { next() {
      return { get value() { throw new Error('value'); } };
    }, return() {
      log.push('return');
      return {};
    } };
  } };
  const [a] = it;
});
attempt('parameter', () => (([a, [b] = source(2)]) => [a, b])(source(1)));
attempt('nested', () => {
  const [[a], { length }] = [source(2), 'four'];
  return [a, length];
});
attempt('object pattern', () => {
  let x;
  const o = { get a() {
    log.push('get a');
    return 1;
  } };
  ({ [(log.push('key'), 'a')]: (log.push('target'), log).zzz, ...x } = o);
  return [log.zzz, x];
});
attempt('assignment value', () => {
  let a;
  const s = [1, 2];
  return ([a] = s) === s;
});
function* stopped() { try {
  yield 1;
  log.push('never');
  yield 2;
} finally { log.push('finally'); } }
attempt('generator stops early', () => {
  const [a] = stopped();
  return a;
});
attempt('generator in the middle', () => {
  function* outer() {
    const [a, b = yield 'pause'] = source(1);
    return [a, b];
  }
  const it = outer();
  return [it.next(), it.return('stop')];
});
attempt('thrown into a pattern', () => {
  function* outer() { [{}.x, (yield 'pause').y] = source(5, boom('ignored')); }
  const it = outer();
  it.next();
  it.throw(new Error('thrown'));
});
