// The order is of settling and of waiting, whatever comes first.
const log = [];

function deferred() {
  let resolve, reject;
  const promise = new Promise((a, b) => {
    resolve = a;
    reject = b;
  });
  return { promise, resolve, reject };
}

const d = deferred();

async function wait(name) {
  try {
    log.push(name + ' ' + await d.promise);
  } catch (e) {
    log.push(name + ' caught ' + e);
  }
}

const first = wait('first');
d.promise.then((v) => log.push('then ' + v));
const second = wait('second');

d.resolve('value');
d.resolve('again');
d.reject('never');
const third = wait('third');
log.push('top');

(async () => {
  await third;
  console.log(log.join('\n'));
  log.length = 0;

  const e = deferred();
  const both = Promise.allSettled([
    e.promise,
    (async () => {
      await e.promise;
    })(),
    (async () => {
      try {
        return await e.promise;
      } catch (x) {
        return 'handled ' + x;
      }
    })(),
  ]);
  e.reject('gone');
  e.resolve('late');
  for (const { status, value, reason } of await both) console.log(status, value, reason);

  // A promise that is resolved by another one waits for that.
  const f = deferred(), g = deferred();
  f.resolve(g.promise);
  f.reject('too late');
  (async () => console.log('f', await f.promise))();
  (async () => console.log('g', await g.promise))();
  g.resolve('from g');
  await f.promise;
  console.log('end');
})();
