function lex(s) {
  const out = [];
  let i = 0;
  while (i < s.length) {
    const c = s[i];
    if (c === ' ' || c === '\n') i++; else if (c === '(' || c === ')') {
      out.push(c);
      i++;
    } else {
      let j = i;
      while (j < s.length && !' ()\n'.includes(s[j])) j++;
      out.push(s.slice(i, j));
      i = j;
    }
  }
  return out;
}
function parse(t) {
  let i = 0;
  const one = () => {
    const x = t[i++];
    if (x === undefined) throw new SyntaxError('eof');
    if (x === ')') throw new SyntaxError('stray )');
    if (x !== '(') return Number.isNaN(Number(x)) ? x : Number(x);
    const l = [];
    while (t[i] !== ')') l.push(one());
    i++;
    return l;
  };
  const all = [];
  while (i < t.length) all.push(one());
  return all;
}
class Env {
  constructor(vars, up = null) {
    this.vars = vars;
    this.up = up;
  }
  find(k) {
    for (let e = this; e; e = e.up) if (e.vars.has(k)) return e;
    throw new ReferenceError(k);
  }
}
function run(x, env) {
  for (;;) {
    if (typeof x === 'number') return x;
    if (typeof x === 'string') return env.find(x).vars.get(x);
    const [op, ...a] = x;
    switch (op) { case 'if': x = run(a[0], env) ? a[1] : a[2]; continue; case 'def': env.vars.set(a[0],
      run(a[1], env)); return a[0]; case 'set': env.find(a[0]).vars.set(a[0],
        run(a[1], env)); return null; case 'do': for (let i = 0; i <
          a.length - 1; i++) run(a[i], env); x = a[a.length - 1]; continue; case 'fn': return { params: a[0],
            body: a[1], env }; default: {
      const f = run(op, env), args = a.map((y) => run(y, env));
      if (typeof f === 'function') return f(...args);
      env = new Env(new Map(f.params.map((p, i) => [p, args[i]])), f.env);
      x = f.body;
    } }
  }
}
const base = () => new Env(new Map(Object.entries({ '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b,
  '<': (a, b) => a < b, '=': (a, b) => a === b, list: (...x) => x, head: (l) => l[0], tail: (l) => l.slice(1),
    size: (l) => l.length, cons: (x, l) => [x, ...l] })));
for (const src of ['(def fact (fn (n) (if (< n 2) 1 (* n (fact (- n 1)))))) (fact 15)',
  '(def loop (fn (n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))) (loop 20000 0)',
    '(def mk (fn (n) (fn () (do (set n (+ n 1)) n)))) (def c (mk 5)) (c) (c)',
      '(def map (fn (f l) (if (= (size l) 0) l (cons (f (head l)) (map f (tail l)))))) (map (fn (x) (* x x)) (list 1 2 3))', '(def fib (fn (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib 16)', '(nope 1)', '(+ 1', ')']) {
  try {
    const env = base();
    let r;
    for (const e of parse(lex(src))) r = run(e, env);
    console.log(String(r));
  } catch (e) {
    console.log(e.name, e.message);
  }
}
// gc-period: 499
