// The methods of async generators never throw: they reject.
async function* g() {
  yield 1;
}
const proto = Object.getPrototypeOf(g.prototype);

(async () => {
  for (const name of ['next', 'return', 'throw']) {
    for (const receiver of [undefined, 1, {}, g, g.prototype, (function* () {})(), Promise.resolve()]) {
      const p = proto[name].call(receiver, 'value');
      try {
        await p;
        console.log('fulfilled');
      } catch (e) {
        console.log(name, p instanceof Promise, e instanceof TypeError);
      }
    }
  }

  const it = g();
  const a = it.next();
  const b = it.next();
  console.log(a !== b, a instanceof Promise);
  console.log(await proto.next.call(it), await a, await b);
  console.log(it[Symbol.asyncIterator]() === it, Symbol.iterator in it);
})();
