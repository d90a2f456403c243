// Each round has bindings of its own, whatever waits between them.
async function* g() {
  for (const v of ['a', 'b', 'c']) {
    await null;
    yield v;
  }
}

(async () => {
  const fs = [];
  for await (const v of g()) fs.push(() => v);
  console.log(fs.map((f) => f()).join());

  const counters = [];
  for await (let v of g()) {
    let n = 0;
    await null;
    counters.push(() => {
      n++;
      v += n;
      return v;
    });
  }
  for (const c of counters) c();
  console.log(counters.map((f) => f()).join());

  const shared = [];
  for await (var w of g()) shared.push(() => w);
  console.log(shared.map((f) => f()).join());

  const late = [];
  for await (const { length, [length - 1]: last } of ['xy', 'zzz']) {
    late.push((async () => {
      await null;
      return length + last;
    })());
  }
  console.log(await Promise.all(late));

  const loop = [];
  for (let i = 0; i < 3; i++, await null) {
    loop.push(async () => {
      await null;
      return i++ * 10 + i;
    });
    await null;
    i += 0;
  }
  console.log(await Promise.all(loop.map((f) => f())), await loop[1]());
})();
