// A tokenizer and a parser as two generators that feed each other.
//
// The parser pulls: each `yield` asks for one token and may carry a *mode* back to the tokenizer
// (`string` switches it to string parts, `code` back). The tokenizer answers with tokens, or with an
// error object, which the driver throws into the parser at its current yield. So a syntax error surfaces
// inside the parser, beside the construct that it was reading, and its `catch` can add that to the message.

class Token {
  constructor(kind, text, at) {
    this.kind = kind;
    this.text = text;
    this.at = at;
  }
  toString() { return this.kind === 'end' ? 'end of input' : `'${this.text}'`; }
}

const between = (lo, hi) => (c) => c >= lo && c <= hi;
const digit = between('0', '9');
const lower = between('a', 'z');
const letter = (c) => lower(c) || between('A', 'Z')(c) || c === '_';

// tokens(source): receives a mode by next(mode), yields a Token; a lexical error is yielded as an Error.
function* tokens(source) {
  let at = 0;
  const run = (accept) => {
    const start = at;
    while (at < source.length && accept(source[at])) at++;
    return source.slice(start, at);
  };
  let mode = yield;
  while (true) {
    const start = at;
    if (mode === 'string') {
      if (at >= source.length) mode = yield new SyntaxError(`string is not closed`);
      else if (source[at] === '"') { at++; mode = yield new Token('"', '"', start); }
      else if (source[at] === '{') { at++; mode = yield new Token('{', '{', start); }
      else mode = yield new Token('text', run((c) => c !== '"' && c !== '{'), start);
      continue;
    }
    run((c) => c === ' ');
    const c = source[at];
    if (c === undefined) mode = yield new Token('end', '', at);
    else if (digit(c)) {
      const text = run((d) => digit(d) || d === '.');
      mode = yield Number.isNaN(Number(text)) ? new SyntaxError(`bad number ${text}`) : new Token('number', text, start);
    } else if (letter(c)) mode = yield new Token('name', run((d) => letter(d) || digit(d)), start);
    else if ('+-*/%^()=,;?:<>{}"|'.includes(c)) { at++; mode = yield new Token(c, c, start); }
    else { at++; mode = yield new SyntaxError(`what is '${c}'?`); }
  }
}

const binary = {
  '|': [1, (a, f) => f(a)],
  '<': [2, (a, b) => a < b],
  '>': [2, (a, b) => a > b],
  '+': [3, (a, b) => a + b],
  '-': [3, (a, b) => a - b],
  '*': [4, (a, b) => a * b],
  '/': [4, (a, b) => a / b],
  '%': [4, (a, b) => a % b],
  '^': [5, (a, b) => a ** b],
};

// parser(): yields a mode, receives a Token; returns a closure that evaluates the program in an environment.
function* parser(stats) {
  let token = yield 'code';
  const context = [];

  function* take(kind, mode = 'code') {
    if (token.kind !== kind) throw new SyntaxError(`expected '${kind}' but found ${token}`);
    const taken = token;
    token = yield mode;
    return taken;
  }
  function* inside(what, rule) {
    context.push(what);
    try {
      return yield* rule;
    } catch (e) {
      e.where ??= context.join(' > ');
      throw e;
    } finally {
      context.pop();
    }
  }
  function* list(close) {
    const items = [];
    while (token.kind !== close) {
      items.push(yield* expression(0));
      if (token.kind !== close) yield* take(',');
    }
    yield* take(close);
    return items;
  }
  function* string() {
    const parts = [];
    token = yield 'string';
    while (token.kind !== '"') {
      if (token.kind === 'text') {
        const { text } = token;
        parts.push(() => text);
        token = yield 'string';
      } else {
        yield* take('{');
        parts.push(yield* inside('hole', expression(0)));
        yield* take('}', 'string');
      }
    }
    yield* take('"');
    return (env) => parts.map((p) => p(env)).join('');
  }
  function* primary() {
    stats.nodes++;
    switch (token.kind) {
      case 'number': {
        const value = Number((yield* take('number')).text);
        return () => value;
      }
      case 'name': {
        const { text: name } = yield* take('name');
        if (token.kind !== '(') {
          return (env) => {
            if (!env.has(name)) throw new ReferenceError(`${name} is not defined`);
            return env.get(name);
          };
        }
        yield* take('(');
        const args = yield* inside(`call of ${name}`, list(')'));
        return (env) => env.get(name)(...args.map((a) => a(env)));
      }
      case '"': return yield* inside('string', string());
      case '-': {
        yield* take('-');
        const operand = yield* expression(4);
        return (env) => -operand(env);
      }
      default: {
        yield* take('(');
        const e = yield* inside('parentheses', expression(0));
        yield* take(')');
        return e;
      }
    }
  }
  function* expression(min) {
    let left = yield* primary();
    while (token.kind in binary && binary[token.kind][0] > min) {
      const [power, apply] = binary[token.kind];
      yield* take(token.kind);
      const [a, b] = [left, yield* expression(apply === binary['^'][1] ? power - 1 : power)];
      left = (env) => apply(a(env), b(env));
      stats.nodes++;
    }
    if (min === 0 && token.kind === '?') {
      yield* take('?');
      const [c, t] = [left, yield* expression(0)];
      yield* take(':');
      const e = yield* expression(0);
      return (env) => (c(env) ? t(env) : e(env));
    }
    return left;
  }
  function* statement() {
    const value = yield* expression(0);
    if (token.kind !== '=') return value;
    // `f(x, y) = …` and `x = …` both define a name in the environment.
    throw new SyntaxError('write `let name = …`');
  }
  function* definition() {
    yield* take('name');
    const { text: name } = yield* take('name');
    const params = [];
    if (token.kind === '(') {
      yield* take('(');
      while (token.kind !== ')') {
        params.push((yield* take('name')).text);
        if (token.kind === ',') yield* take(',');
      }
      yield* take(')');
      yield* take('=');
      const body = yield* inside(`body of ${name}`, expression(0));
      return (env) => env.set(name, (...args) => body(new Map([...env, ...params.map((p, i) => [p, args[i]])]))) && name;
    }
    yield* take('=');
    const value = yield* inside(`value of ${name}`, expression(0));
    return (env) => env.set(name, value(env)).get(name);
  }
  const program = [];
  while (token.kind !== 'end') {
    program.push(token.kind === 'name' && token.text === 'let' ? yield* definition() : yield* statement());
    if (token.kind !== 'end') yield* take(';');
  }
  return (env) => program.reduce((_, run) => run(env), undefined);
}

// The driver: joins the two generators until the parser returns.
function compile(source, stats) {
  const lexer = tokens(source);
  const parse = parser(stats);
  lexer.next();
  let step = parse.next();
  while (!step.done) {
    const answer = lexer.next(step.value).value;
    stats.tokens++;
    stats.modes.set(step.value, (stats.modes.get(step.value) ?? 0) + 1);
    step = answer instanceof Error ? parse.throw(answer) : parse.next(answer);
  }
  return step.value;
}

const programs = [
  '1 + 2 * 3',
  '2 ^ 3 ^ 2 - 500',
  '-(4 - 6) * 10 % 7',
  'let r = 2.5; let area(r) = pi * r ^ 2; area(r)',
  'let fact(n) = n < 2 ? 1 : n * fact(n - 1); fact(20)',
  'let fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2); fib(15)',
  '"one {1 + 1} three {"four {5} six"}"',
  '16 | sqrt | sqrt | neg',
  'let name = "Yarrow"; "hello, {upper(name)}!"',
  'max(1, 7, 3) > 6 ? "big" : "small"',
  '1 + * 2',
  'sqrt(1, (2 + 3)',
  '"open {1 + 2} text',
  'let x = 1.2.3; x',
  '3 $ 4',
  'unknown + 1',
];

const stats = { tokens: 0, nodes: 0, ok: 0, failed: 0, modes: new Map() };
const globals = [
  ['pi', Math.PI], ['sqrt', Math.sqrt], ['max', Math.max],
  ['neg', (x) => -x], ['upper', (s) => s.toUpperCase()],
];
const rows = [];
for (const source of programs) {
  let shown;
  try {
    const value = compile(source, stats)(new Map(globals));
    shown = typeof value === 'string' ? `"${value}"` : String(value);
    stats.ok++;
  } catch (e) {
    shown = `! ${e.message}${e.where ? ` (in ${e.where})` : ''}`;
    stats.failed++;
  }
  rows.push([String(rows.length + 1), source, shown]);
}

function* table(header, body) {
  const widths = header.map((h, i) => Math.max(h.length, ...body.map((r) => r[i].length)));
  const line = (l, m, r) => l + widths.map((w) => '-'.repeat(w + 2)).join(m) + r;
  const row = (cells) => '|' + cells.map((c, i) => ` ${i ? c.padEnd(widths[i]) : c.padStart(widths[i])} `).join('|') + '|';
  yield line('+', '+', '+');
  yield row(header);
  yield line('+', '+', '+');
  for (const cells of body) yield row(cells);
  yield line('+', '+', '+');
}

for (const line of table(['#', 'program', 'result'], rows)) console.log(line);
console.log();
console.log(`${stats.ok} evaluated, ${stats.failed} rejected`);
console.log(`${stats.tokens} tokens pulled, ${stats.nodes} nodes built`);
for (const [mode, count] of stats.modes) console.log(`mode ${mode.padEnd(7)} ${String(count).padStart(4)} ${'#'.repeat(Math.ceil(count / 8))}`);
