// Loops in which guesses turn out wrong: other types, overflow, holes, getters, exceptions, frozen objects.
let log = [];
function t(name, f) {
  try {
    log.push(name + ':' + String(f()));
  } catch (e) {
    log.push(name + '!' + e.constructor.name + ':' + e.message);
  }
}
function sum(a) {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i];
  return s;
}
t('sum strings', () => sum([1, 2, '3', 4]));
t('sum bigint', () => sum([1n, 2n]));
t('sum object', () =>
  sum([
    1,
    {
      valueOf() {
        return 5;
      },
    },
    2,
  ]),
);
t('sum holes', () => sum([1, , 3]));
t('sum typed', () => sum(new Float64Array([1.5, 2.5])));
t('sum string', () => sum('123'));
t('sum args', () =>
  (function () {
    return sum(arguments);
  })(1, 2, 3),
);
t('proxy', () =>
  sum(
    new Proxy([1, 2, 3], {
      get(t, k, r) {
        log.push('get ' + String(k));
        return Reflect.get(t, k, r);
      },
    }),
  ),
);
function over(n) {
  let x = 2147483640;
  for (let i = 0; i < n; i++) x = x + 1 - 0;
  return x;
}
t('over', () => over(20));
function mulneg(n) {
  let r = [];
  for (let i = -3; i < n; i++) {
    const v = i * 0;
    r[i + 3] = Object.is(v, -0);
  }
  return r;
}
t('mulneg', () => mulneg(3));
function modneg(a, b) {
  let r = [];
  for (let i = 0; i < a.length; i++) r[i] = 1 / (a[i] % b);
  return r;
}
t('modneg', () => modneg([-4, 4, 0, -0, 5], 4));
t('mod0', () => modneg([1, 2], 0));
function incs(o) {
  for (let i = 0; i < 5; i++) {
    o.x = o.x + 0.5;
    o.y = o.y * 2 - i;
  }
  return o.x + '/' + o.y;
}
t('incs', () => incs({ x: 1, y: 2 }));
t('incs frozen', () => incs(Object.freeze({ x: 1, y: 2 })));
t('incs setter', () =>
  incs({
    get x() {
      log.push('gx');
      return 3;
    },
    set x(v) {
      log.push('sx' + v);
    },
    y: 1,
  }),
);
t('incs missing', () => incs({ x: 1 }));
t('incs str', () => incs({ x: 'a', y: '3' }));
function bits(a) {
  let h = 0;
  for (let i = 0; i < a.length; i++) {
    h = (h * 31 + a[i]) | 0;
    h ^= a[i] >>> 1;
  }
  return h;
}
t('bits', () => bits([1, 2, 3, 4294967295, 1e10, -1, NaN, '7', null, undefined, true]));
t('bits big', () => bits([1n]));
function andb(a, b) {
  let r = a;
  for (let i = 0; i < 3; i++) {
    r = r & b;
    r = r | b;
  }
  return r;
}
t('andb', () => andb(6n, 3n));
t('andb2', () => andb(6, 3));
t('andb3', () => andb(6n, 3));
function tri(a) {
  try {
    let i = 0;
    for (; ; i++) {
      if (i * 2 - a[i] > 3) throw i;
      a[i] = a[i] - 1;
    }
  } catch (e) {
    return 'caught ' + e + ' ' + a;
  } finally {
    a.push('f');
  }
}
t('tri', () => tri([1, 2, 3, 'x', 0, 5, 6, 7]));
function nest(n) {
  let c = 0;
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) {
      if ((i + j) % 3 === 0) continue;
      c += i * j;
    }
  return c;
}
t('nest', () => nest(20));
t('nest str', () => nest('6'));
t('nest nan', () => nest(NaN));
t('nest inf obj', () =>
  nest({
    valueOf() {
      return 4;
    },
  }),
);
function late(f) {
  let x = 1;
  const out = [];
  for (let i = 0; i < 12; i++) {
    x = f(x, i);
    x = x - 0;
    out.push(x * 2);
  }
  return out;
}
t('late', () => late((x, i) => (i < 5 ? x + 1 : i < 8 ? x + 0.5 : i < 10 ? String(x) : { valueOf: () => i })));
function capt(n) {
  let s = 0;
  const fs = [];
  for (let i = 0; i < n; i++) {
    fs.push(() => i + s);
    s = s + i * 2 - 1;
  }
  return fs.map(f => f());
}
t('capt', () => capt(5));
function swap(a, b, n) {
  for (let i = 0; i < n; i++) {
    const c = a;
    a = b - i;
    b = c * 2;
  }
  return a + ',' + b;
}
t('swap', () => swap(1, 2, 10));
t('swap d', () => swap(1.5, 2, 10));
t('swap s', () => swap('a', 2, 3));
function undef(n) {
  let r;
  for (let i = 0; i < n; i++) {
    r = (r === undefined ? 0 : r) + i * 2;
  }
  return r;
}
t('undef', () => undef(5));
t('undef0', () => undef(0));
function lab(a) {
  outer: for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < a[i].length; j++) {
      if (a[i][j] - i === j) continue outer;
      if (a[i][j] * 2 > 20) break outer;
      a[i][j] += j - i;
    }
  }
  return JSON.stringify(a);
}
t('lab', () =>
  lab([
    [5, 4, 3],
    [1, 2, 30],
    [9, 9, 9],
  ]),
);
t('lab s', () => lab([[5, '4', 3], 'abc']));
function grow(n) {
  const a = [];
  for (let i = 0; i < n; i++) {
    a[i] = i * 1.5;
    if (i % 7 === 0) a.length = 0;
  }
  return a.length + ':' + a.join();
}
t('grow', () => grow(20));
function del(a) {
  for (let i = 0; i < a.length; i++) {
    if (i === 2) delete a[3];
    if (i === 4)
      Object.defineProperty(a, 5, {
        get() {
          return 'g';
        },
        configurable: true,
      });
    a[i] = a[i] * 2 - 1;
  }
  return String(a);
}
t('del', () => del([1, 2, 3, 4, 5, 6, 7]));
function setr(a) {
  'use strict';
  Object.freeze(a);
  for (let i = 0; i < a.length; i++) a[i] = a[i] - 1;
}
t('setr', () => setr([1, 2]));
function neg(n) {
  const r = [];
  for (let i = n; i > -n; i--) {
    r[n - i] = -i * 1;
  }
  return r.map(x => (Object.is(x, -0) ? '-0' : x)).join();
}
t('neg', () => neg(3));
function key(o) {
  let s = 0;
  for (let i = -2; i < 3; i++) {
    o[i] = i - 1;
    s += o[i] * 2;
  }
  return s + Object.keys(o).join();
}
t('key', () => key({}));
t('key a', () => key([]));
function whileun(x) {
  let n = 0;
  while (x - n > 0 && n < 100) {
    n += 1;
    x = x - 1;
  }
  return n + ':' + x;
}
t('whileun', () => whileun(10));
t('whileun s', () => whileun('10'));
t('whileun big', () => whileun(10n));
console.log(log.join('\n'));
