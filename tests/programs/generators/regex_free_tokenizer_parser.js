const isDigit = (c) => c >= '0' && c <= '9', isAlpha = (c) => (c >= 'a' && c <= 'z') || c === '_';
function* tokens(src) {
  let i = 0;
  while (i < src.length) {
    const c = src[i];
    if (c === ' ') {
      i++;
      continue;
    }
    if (isDigit(c)) {
      let j = i;
      while (j < src.length && (isDigit(src[j]) || src[j] === '.')) j++;
      yield { k: 'num', v: Number(src.slice(i, j)) };
      i = j;
    } else if (isAlpha(c)) {
      let j = i;
      while (j < src.length && isAlpha(src[j])) j++;
      yield { k: 'id', v: src.slice(i, j) };
      i = j;
    } else if ('+-*/()^,='.includes(c)) {
      yield { k: c };
      i++;
    } else throw new SyntaxError(`bad '${c}' at ${i}`);
  }
  return { k: 'eof' };
}
function* parser() {
  let tok = yield;
  function* eat(k) {
    if (tok.k !== k) throw new SyntaxError(`want ${k} got ${tok.k}`);
    const t = tok;
    tok = yield;
    return t;
  }
  function* prim() {
    if (tok.k === 'num') return (yield* eat('num')).v;
    if (tok.k === 'id') {
      const n = (yield* eat('id')).v;
      if (tok.k !== '(') return n;
      yield* eat('(');
      const a = [yield* expr(0)];
      while (tok.k === ',') {
        yield* eat(',');
        a.push(yield* expr(0));
      }
      yield* eat(')');
      return [n, ...a];
    }
    if (tok.k === '-') {
      yield* eat('-');
      return ['neg', yield* expr(5)];
    }
    yield* eat('(');
    const e = yield* expr(0);
    yield* eat(')');
    return e;
  }
  const prec = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 6 };
  function* expr(min) {
    let l = yield* prim();
    while (prec[tok.k] > min) {
      const op = tok.k;
      yield* eat(op);
      l = [op, l, yield* expr(op === '^' ? prec[op] - 1 : prec[op])];
    }
    return l;
  }
  const e = yield* expr(0);
  if (tok.k !== 'eof') throw new SyntaxError('junk ' + tok.k);
  return e;
}
function parse(src) {
  const p = parser();
  p.next();
  const t = tokens(src);
  let r;
  do {
    const x = t.next();
    r = p.next(x.value);
    if (x.done && !r.done) throw new SyntaxError('incomplete');
  } while (!r.done);
  return r.value;
}
const show = (e) => Array.isArray(e) ? `(${e.map(show).join(' ')})` : String(e);
const run = (e, env) =>
  Array.isArray(e) ? { '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b,
    '^': (a, b) => a ** b, neg: (a) => -a, max: Math.max,
      sqrt: Math.sqrt }[e[0]](...e.slice(1).map((x) => run(x, env))) : typeof e === 'string' ? env[e] : e;
for (const s of ['1 + 2 * 3', '(1+2)*3 - -4', '2^3^2', 'max(x, 3, y*2) / 4', '1 - 2 - 3', 'sqrt(x ^ 2 + 9)', '1 +',
  '1 $ 2', '(1', '1 2', '-2^2']) {
  try {
    const e = parse(s);
    console.log(s, '=>', show(e), '=', run(e, { x: 4, y: 5 }));
  } catch (e) {
    console.log(s, '=>', e.name + ': ' + e.message);
  }
}
