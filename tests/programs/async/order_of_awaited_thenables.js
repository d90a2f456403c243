// A thenable costs a job more than a promise, and a promise of a subclass two more than that.
const log = [];

function ruler(n) {
  let p = Promise.resolve();
  for (let i = 1; i <= n; i++) p = p.then(() => log.push(i));
  return p;
}

class Sub extends Promise {}

const thenable = {
  get then() {
    log.push('get');
    return (f) => {
      log.push('call');
      f('t');
    };
  },
};

async function measure(name, make) {
  log.length = 0;
  const end = ruler(7);
  const value = make();
  (async () => {
    log.push('before');
    const v = await value;
    log.push(name + ' ' + v);
  })();
  log.push('after');
  await end;
  console.log(log.join(' '));
}

(async () => {
  await measure('value', () => 'v');
  await measure('promise', () => Promise.resolve('p'));
  await measure('thenable', () => thenable);
  await measure('subclass', () => Sub.resolve('s'));
  await measure('function with then', () => Object.assign(() => {}, { then: (f) => f('f') }));

  const own = Promise.resolve('o');
  own.then = function (f, r) {
    log.push('own then');
    return Promise.prototype.then.call(this, f, r);
  };
  await measure('own then is not asked', () => own);

  const other = Promise.resolve('c');
  other.constructor = Sub;
  await measure('other constructor', () => other);
})();
