// What leaves the loop early closes the iterator; what ends by itself does not.
let log = [];

function source(name) {
  return {
    [Symbol.asyncIterator]() {
      let i = 0;
      return {
        async next() {
          log.push(name + ' next');
          return { value: ++i, done: i > 3 };
        },
        async return(v) {
          log.push(`${name} return ${arguments.length}`);
          await null;
          log.push(name + ' returned');
          return {};
        },
      };
    },
  };
}

async function breaks() {
  for await (const v of source('b')) if (v === 2) break;
  return 'after break';
}

async function returns() {
  for await (const v of source('r')) if (v === 2) return 'returned ' + v;
}

async function throws() {
  for await (const v of source('t')) if (v === 2) throw 'thrown ' + v;
}

async function awaitsRejection() {
  for await (const v of source('w')) if (v === 2) await Promise.reject('rejected ' + v);
}

async function continues() {
  let sum = 0;
  for await (const v of source('c')) {
    if (v === 2) continue;
    sum += v;
  }
  return sum;
}

(async () => {
  for (const f of [breaks, returns, throws, awaitsRejection, continues]) {
    try {
      log.push(await f());
    } catch (e) {
      log.push('caught ' + e);
    }
    console.log(f.name + ': ' + log.join(', '));
    log = [];
  }
})();
