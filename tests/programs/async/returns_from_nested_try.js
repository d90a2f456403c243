// Which value leaves an async function when several returns are under way.
const log = [];

const v = async (x) => {
  log.push(x);
  return x;
};

async function f(a, b, c) {
  for (const i of [1, 2]) {
    try {
      try {
        if (a === 'return') return await v('inner ' + i);
        if (a === 'throw') throw await v('error ' + i);
      } finally {
        if (b === 'continue') continue;
        if (b === 'break') break;
        if (b === 'return') return await v('of finally ' + i);
        await v('finally ' + i);
      }
    } catch (e) {
      if (c === 'rethrow') throw await v('again ' + e);
      if (c === 'return') return v('caught ' + e);
    }
    await v('round ' + i);
  }
  return v('end');
}

(async () => {
  for (const a of ['none', 'return', 'throw']) {
    for (const b of ['none', 'continue', 'break', 'return']) {
      for (const c of a === 'throw' && b === 'none' ? ['none', 'rethrow', 'return'] : ['none']) {
        const r = await f(a, b, c).catch((e) => 'rejected ' + e);
        console.log([a, b, c].join(), '->', r, '|', log.splice(0).join(', '));
      }
    }
  }
})();
