// Jobs of awaits and of thens share one queue.
const log = [];

async function waits(name, n) {
  for (let i = 1; i <= n; i++) {
    await undefined;
    log.push(name + i);
  }
  return name;
}

function chains(name, n) {
  let p = Promise.resolve();
  for (let i = 1; i <= n; i++) p = p.then(() => log.push(name + i));
  return p;
}

const ends = [waits('a', 4), chains('t', 4), waits('b', 2), chains('u', 3)];
log.push('top');

Promise.all(ends).then(() => {
  log.push('all');
  console.log(log.join(' '));
});

console.log(log.join(' '));
