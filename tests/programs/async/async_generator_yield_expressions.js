// Yields and awaits side by side in expressions.
async function* g() {
  const a = (yield 'a') + (await 1) + (yield 'b');
  const o = { [yield 'key']: await (yield 'value'), list: [yield 1, await 2, ...yield 'spread'] };
  yield `${a} ${yield 'in template'} ${await 't'}`;
  yield JSON.stringify(o);
  const { x = yield 'default', y = await 'y' } = yield 'pattern';
  yield x + y;
  (yield 'callee')(yield 'argument', await 'waited');
  (yield 'object')[yield 'property'] = yield 'assigned';
  const r = (yield 'test') ? yield 'yes' : await 'no';
  yield r ?? (yield 'nullish');
  yield await (yield);
  return yield yield await 'end';
}

(async () => {
  const it = g();
  const target = {};
  const sends = [
    undefined, 10, 20, 'k', Promise.resolve('v'), 'one', ['s1', 's2'], 'tpl', 0, 0,
    {}, 'dx', 0, (...a) => console.log('called', ...a), 'arg', target, 'p', 'assigned value',
    false, 0, Promise.resolve('sent'), 'x', 'y', 'z',
  ];
  for (const s of sends) {
    const { value, done } = await it.next(s);
    console.log(done ? 'done' : 'yield', value);
  }
  console.log(JSON.stringify(target));
})();
