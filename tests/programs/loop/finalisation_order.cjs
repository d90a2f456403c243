// A callback of a registry may throw, register again, and begin what the loop runs.
process.on('uncaughtException', (e) => console.log('uncaught', e.message));
let rounds = 0;
const registry = new FinalizationRegistry((n) => {
  rounds++;
  process.nextTick(() => console.log('tick of a callback', n));
  if (n < 3) again(n + 1);
  if (n === 2) throw new Error('from a callback');
});
function again(n) {
  (() => registry.register({}, n))();
  setTimeout(gc, 1);
}
again(1);
setTimeout(() => console.log('rounds', rounds), 200);
