// A function that waits for ever does not keep the program.
const log = [];

async function stuck() {
  try {
    log.push('waits');
    await { then() { log.push('then called'); } };
    log.push('not reached');
  } finally {
    log.push('nor this');
  }
}

let settled = false;
stuck().then(() => { settled = true; });

(async () => {
  for (let i = 0; i < 10; i++) await i;
  console.log(log.join(', '), settled);

  const race = await Promise.race([stuck(), (async () => 'other')()]);
  console.log(race);
})();
