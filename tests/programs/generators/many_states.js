// Generators, async functions and async generators with three states and with many: each resumption finds its own.
function* few(x) {
  const y = yield x;
  return (yield x + y) * 2;
}

function* many(log) {
  let sum = 0;
  sum += yield 1;
  sum += yield 2;
  for (let i = 0; i < 3; i++) {
    try {
      sum += yield 10 + i;
      if (sum % 2 === 1) {
        sum += yield* few(sum);
      } else {
        sum -= yield 'even';
      }
    } catch (e) {
      log.push('caught ' + e);
      sum += yield 'recovered';
    } finally {
      log.push('left ' + i);
      sum += yield 'finally';
    }
  }
  switch (sum % 3) {
    case 0:
      yield 'zero';
    case 1:
      yield 'one';
    default:
      yield 'other';
  }
  return sum;
}

// By the same steps, each time up to another state, and then on by another mode.
function trace(mode, at) {
  const log = [];
  const g = many(log);
  const seen = [];
  for (let step = 0; ; step++) {
    let r;
    try {
      r = step === at ? g[mode]('!') : g.next(step);
    } catch (e) {
      log.push('thrown ' + e);
      break;
    }
    seen.push(r.value);
    if (r.done || step > 60) break;
  }
  return seen.join(' ') + ' | ' + log.join(', ');
}
console.log('to the end:', trace('next', -1));
for (const mode of ['throw', 'return']) {
  for (let at = 0; at < 9; at++) {
    console.log(mode, 'at', at + ':', trace(mode, at));
  }
}

// Generators of one function in different states at a time.
const all = [];
for (let i = 0; i < 12; i++) {
  const g = many([]);
  for (let k = 0; k < i; k++) g.next(k);
  all.push(g);
}
for (let round = 0; round < 3; round++) {
  console.log('round', round + ':', all.map(g => g.next(round).value).join(' '));
}

async function waits(n) {
  let s = '';
  s += await 'a';
  s += await 'b';
  for (let i = 0; i < n; i++) {
    try {
      s += await Promise.resolve(i);
      s += await (i % 2 ? Promise.reject('r' + i) : 'f' + i);
    } catch (e) {
      s += await e;
    } finally {
      s += await ';';
    }
  }
  return s + (await 'z');
}

async function* both(n) {
  yield await 'first';
  for (let i = 0; i < n; i++) {
    const sent = yield i;
    await null;
    if (sent) yield sent + (await '?');
  }
  yield* few('d');
  return await 'last';
}

async function main() {
  console.log('async:', await waits(4));
  const g = both(3);
  const seen = [];
  for (let i = 0; ; i++) {
    const r = await g.next(i % 2 ? 's' + i : undefined);
    seen.push(r.value);
    if (r.done) break;
  }
  console.log('async generator:', seen.join(' '));
  const h = both(5);
  await h.next();
  await h.next();
  console.log('return:', JSON.stringify(await h.return('r')), JSON.stringify(await h.next()));
}
main();
