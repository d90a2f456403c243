// Long chains of each kind, one step begun by the one before.
// gc-period: 500
const N = 3000;
const chain = (next) => new Promise((resolve) => {
  let n = 0;
  const step = () => (++n === N ? resolve(n) : next(step));
  step();
});
console.log('immediates', await_all());
function await_all() {
  chain(setImmediate).then((n) => console.log('immediate', n));
  chain(process.nextTick).then((n) => console.log('tick', n));
  chain(queueMicrotask).then((n) => console.log('job', n));
  return 'begun';
}
