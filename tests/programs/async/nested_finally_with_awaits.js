// Finally blocks nest, and each may await, replace or let pass.
const log = [];

const say = async (s) => {
  log.push(s);
  await null;
  return s;
};

async function f(plan) {
  try {
    try {
      try {
        if (plan.body) throw await say('body');
        return await say('value');
      } finally {
        await say('f1');
        if (plan.f1 === 'throw') throw await say('from f1');
      }
    } catch (e) {
      await say('c1 ' + e);
      if (plan.c1 === 'rethrow') throw e;
      return say('of c1');
    } finally {
      await say('f2');
      if (plan.f2 === 'return') return await say('of f2');
    }
  } finally {
    try {
      await say('f3');
      if (plan.f3 === 'throw') throw 'lost';
    } catch (e) {
      await say('c3 ' + e);
    }
  }
}

(async () => {
  for (const plan of [
    {},
    { body: 1 },
    { body: 1, c1: 'rethrow' },
    { f1: 'throw' },
    { f1: 'throw', c1: 'rethrow', f2: 'return' },
    { body: 1, f1: 'throw', f3: 'throw' },
    { f2: 'return', f3: 'throw' },
  ]) {
    let r;
    try {
      r = await f(plan);
    } catch (e) {
      r = 'rejected ' + e;
    }
    console.log(JSON.stringify(plan), log.splice(0).join(', '), '->', r);
  }
})();
