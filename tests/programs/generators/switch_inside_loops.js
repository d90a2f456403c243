function* cpu(program) {
  let acc = 0, pc = 0, steps = 0;
  const stack = [];
  loop: while (true) {
    if (++steps > 100) throw new Error('runaway');
    const [op, arg] = program[pc++];
    switch (op) { case 'push': stack.push(arg); break; case 'add': stack.push(stack.pop() +
      stack.pop()); break; case 'in': stack.push(yield 'input'); break; case 'out': yield 'out ' +
        stack.at(-1); break; case 'jnz': if (stack.at(-1)) {
      pc = arg;
      continue loop;
    } break; case 'dec': stack.push(stack.pop() -
      1); break; case 'halt': break loop; default: throw new Error('bad op ' + op); }
    acc++;
  }
  return `acc ${acc} steps ${steps} stack ${stack}`;
}
function drive(p, inputs) {
  const it = cpu(p);
  let r;
  try {
    r = it.next();
    while (!r.done) {
      console.log(r.value);
      r = it.next(r.value === 'input' ? inputs.shift() : undefined);
    }
    console.log(r.value);
  } catch (e) {
    console.log('error', e.message);
  }
}
drive([['in'], ['out'], ['dec'], ['jnz', 1], ['halt']], [3]);
drive([['in'], ['in'], ['add'], ['out'], ['halt']], [1.5, 'x']);
drive([['push', 1], ['nop']], []);
drive([['push', 1], ['jnz', 1]], []);
function* vowels(s) {
  for (const c of s) {
    switch (c) { case 'a': case 'e': case 'i': case 'o': case 'u': yield c.toUpperCase(); break; case ' ': continue; case '!': return 'stop'; default: yield c; }
    yield '.';
  }
}
console.log([...vowels('hi you!xx')].join(''));
