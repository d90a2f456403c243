// In strict code the name is looked for before the right-hand side is evaluated, and missed after. Node looks only after.
const log = [];
function tried(what, f) {
  try {
    f();
    console.log(what, 'assigned', log.splice(0).join());
  } catch (e) {
    console.log(what, e.name, e.message, log.splice(0).join());
  }
}
const value = (v) => (log.push(`value ${v}`), v);
const fails = () => {
  throw new RangeError('fails');
};
tried('missing:', () => {
  missing = value(1);
});
tried('right side throws:', () => {
  missing = fails();
});
tried('made meanwhile:', () => {
  made = globalThis.made = value(2);
});
console.log('and is', globalThis.made);
tried('made before:', () => {
  made = value(3);
});
console.log('and is', globalThis.made);
tried('deleted meanwhile:', () => {
  made = (delete globalThis.made, value(4));
});
tried('compound:', () => {
  missing += value(5);
});
tried('logical:', () => {
  missing ??= value(6);
});
console.log('typeof', typeof missing, typeof made);
const steps = (function* () {
  try {
    missing = yield 'asked';
  } catch (e) {
    yield e.name;
  }
})();
console.log('generator:', steps.next().value, steps.next(7).value, steps.next().done);
async function waits() {
  missing = await value(8);
}
waits().catch((e) => console.log('async:', e.message, log.splice(0).join()));
