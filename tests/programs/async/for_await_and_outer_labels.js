// A jump to an outer label closes each loop it leaves, the inner one first.
const log = [];

async function* g(name, n) {
  try {
    for (let i = 1; i <= n; i++) yield name + i;
  } finally {
    await null;
    log.push('close ' + name);
  }
}

async function f(jump) {
  outer: for await (const a of g('a', 2)) {
    middle: for (const s of ['x', 'y']) {
      for await (const b of g('b', 3)) {
        log.push(a + s + b);
        if (b === 'b2') {
          if (jump === 'continue outer') continue outer;
          if (jump === 'break outer') break outer;
          if (jump === 'continue middle') continue middle;
          if (jump === 'break middle') break middle;
          if (jump === 'break') break;
          if (jump === 'return') return 'out';
        }
      }
    }
  }
  return 'end';
}

async function block() {
  done: {
    for await (const v of g('v', 5)) {
      try {
        if (v === 'v2') break done;
      } finally {
        log.push('after ' + v);
        await null;
      }
    }
    log.push('not reached');
  }
  return 'past the block';
}

(async () => {
  for (const jump of ['continue outer', 'break outer', 'continue middle', 'break middle', 'break', 'return']) {
    const r = await f(jump);
    console.log(`${jump}: ${log.splice(0).join(' ')} ${r}`);
  }
  console.log(await block(), log.join(' '));
})();
