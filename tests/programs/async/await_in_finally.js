// What is under way waits until the awaits of `finally` are done.
let log = [];

const step = async (s) => {
  await null;
  log.push(s);
};

async function f(how) {
  try {
    loop: for (let i = 0; i < 3; i++) {
      try {
        await step('try ' + i);
        switch (how) {
          case 'return': return 'value ' + i;
          case 'throw': throw 'error ' + i;
          case 'break': break loop;
          case 'continue': continue loop;
          case 'reject': await Promise.reject('rejected ' + i);
        }
      } finally {
        await step('finally ' + i);
      }
      await step('past ' + i);
    }
    return 'end';
  } catch (e) {
    await step('catch ' + e);
    return 'caught';
  } finally {
    await step('outer');
  }
}

(async () => {
  for (const how of ['none', 'return', 'throw', 'break', 'continue', 'reject']) {
    const r = await f(how);
    console.log(`${how}: ${log.join(', ')} -> ${r}`);
    log = [];
  }
})();
