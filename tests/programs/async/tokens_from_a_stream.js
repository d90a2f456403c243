// A tokenizer and a parser that ask for their text piece by piece.
async function* characters(chunks) {
  for await (const chunk of chunks) yield* chunk;
}

async function* tokens(chunks) {
  let word = '';
  const flush = function* () {
    if (word) yield { kind: isNaN(word) ? 'name' : 'number', text: word };
    word = '';
  };
  for await (const c of characters(chunks)) {
    if (/\w/.test(c)) {
      word += c;
      continue;
    }
    yield* flush();
    if (!/\s/.test(c)) yield { kind: 'mark', text: c };
  }
  yield* flush();
}

class Parser {
  #it;
  #ahead;

  constructor(it) {
    this.#it = it;
  }

  async peek() {
    return (this.#ahead ??= await this.#it.next()).value;
  }

  async take(text) {
    const t = await this.peek();
    if (text !== undefined && t?.text !== text) throw new SyntaxError(`wanted ${text}, got ${t?.text ?? 'the end'}`);
    this.#ahead = undefined;
    return t;
  }

  async value() {
    const t = await this.take();
    switch (t?.kind) {
      case 'number': return Number(t.text);
      case 'name':
        if ((await this.peek())?.text !== '(') return t.text;
        return { call: t.text, args: await this.list('(', ')') };
      case 'mark':
        if (t.text === '[') {
          this.#ahead = { value: t };
          return this.list('[', ']');
        }
    }
    throw new SyntaxError('unexpected ' + (t?.text ?? 'end'));
  }

  async list(open, close) {
    await this.take(open);
    const out = [];
    while ((await this.peek())?.text !== close) {
      out.push(await this.value());
      if ((await this.peek())?.text === ',') await this.take(',');
      else break;
    }
    await this.take(close);
    return out;
  }

  async *all() {
    while (await this.peek()) {
      yield await this.value();
      await this.take(';');
    }
  }
}

(async () => {
  const chunks = async function* (...parts) {
    for (const p of parts) yield await p;
  };
  const parse = async (...parts) => {
    const out = [];
    try {
      for await (const v of new Parser(tokens(chunks(...parts))).all()) out.push(JSON.stringify(v));
    } catch (e) {
      out.push(`${e.name}: ${e.message}`);
    }
    console.log(out.join('  '));
  };
  await parse('12', '3; [1, [2,', Promise.resolve('x]]; f(1'), ', g(), [h(2)', ']); end;');
  await parse('f(1; 2');
  await parse('[1, 2');
  await parse('1; 2; )');
})();
