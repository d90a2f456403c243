const log = [];

queueMicrotask(() => {
  log.push('m1');
  queueMicrotask(() => log.push('m4'));
});

(async () => {
  log.push('a0');
  await 0;
  log.push('a1');
  queueMicrotask(() => log.push('m5'));
  await 0;
  log.push('a2');
  await new Promise((resolve) => queueMicrotask(resolve));
  log.push('a3');
})();

queueMicrotask(() => log.push('m2'));

Promise.resolve().then(() => {
  log.push('t1');
  return Promise.resolve();
}).then(() => {
  log.push('t2');
  queueMicrotask(() => {
    log.push('m6');
    console.log(log.join(' '));
  });
});

queueMicrotask(() => log.push('m3'));
log.push('top');
