// AsyncDisposableStack: use, adopt, defer, move, disposeAsync.
const log = [];
const flush = (what) => console.log(`${what}: ${log.splice(0).join(' ')}`);
const res = (name) => ({ async [Symbol.asyncDispose]() {
  log.push(`-${name}`);
  await null;
  log.push(`-${name}!`);
} });
const refused = (what, f) => {
  try { f(); console.log(what, 'fine'); } catch (e) { console.log(what, e.constructor.name); }
};

const main = async () => {
  const stack = new AsyncDisposableStack();
  console.log(String(stack), stack.disposed, Object.keys(stack).length);
  const a = res('a');
  console.log(stack.use(a) === a, stack.use(null), stack.use(undefined));
  console.log(stack.adopt(5, (...args) => { log.push(`adopted ${args}`); }));
  console.log(stack.adopt('later', async (v) => { await null; log.push(v); }));
  console.log(stack.defer(function (...args) { log.push(`deferred ${args.length} ${this === undefined}`); }));
  stack.use({ [Symbol.dispose]() { log.push('sync'); } });
  const p = stack.disposeAsync();
  log.push('|');
  console.log(p instanceof Promise, stack.disposed);
  console.log(await p);
  flush('disposed');
  console.log(await stack.disposeAsync());
  flush('again');

  const first = new AsyncDisposableStack();
  first.use(res('x'));
  first.defer(() => log.push('y'));
  const second = first.move();
  console.log(first.disposed, second.disposed, second instanceof AsyncDisposableStack);
  await first.disposeAsync();
  flush('moved away');
  await second.disposeAsync();
  flush('moved here');

  {
    await using s = new AsyncDisposableStack();
    s.use(res('in'));
    s.defer(() => log.push('block'));
    log.push('body');
  }
  flush('await using');

  for (const name of ['use', 'adopt', 'defer', 'move']) refused(name, () => stack[name](null, () => {}));
  refused('adopt without a function', () => new AsyncDisposableStack().adopt(1));
  refused('defer without a function', () => new AsyncDisposableStack().defer(1));
  refused('use of a number', () => new AsyncDisposableStack().use(1));
  refused('use without a method', () => new AsyncDisposableStack().use({}));
  refused('without new', () => AsyncDisposableStack());
  refused('wrong receiver', () => AsyncDisposableStack.prototype.use.call(new DisposableStack(), null));
  refused('the other way round', () => DisposableStack.prototype.use.call(new AsyncDisposableStack(), null));
  refused('disposed of another', () => Reflect.get(AsyncDisposableStack.prototype, 'disposed', new DisposableStack()));
  await AsyncDisposableStack.prototype.disposeAsync.call({}).catch((e) => console.log('rejected', e.constructor.name));
  console.log(AsyncDisposableStack.prototype[Symbol.asyncDispose] === AsyncDisposableStack.prototype.disposeAsync,
    AsyncDisposableStack.length, AsyncDisposableStack.name);
  class Mine extends AsyncDisposableStack {}
  const mine = new Mine();
  console.log(mine instanceof Mine, mine.move() instanceof Mine);
};
main();
