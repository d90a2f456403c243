// What is dead after a yield is collected while the generator sleeps; what is live is not.
function* sleeper() {
  const dead = { name: 'dead' };
  const live = { name: 'live' };
  yield [new WeakRef(dead), new WeakRef(live)];
  yield live.name;
}
const it = sleeper();
const [deadRef, liveRef] = it.next().value;
// Looks in a function of its own: a temporary of the top level may stay on the root stack.
const look = (ref) => ref.deref()?.name;
gc();
console.log('dead', look(deadRef));
console.log('live', look(liveRef));
console.log(it.next().value);
gc();
console.log('live after its last use', look(liveRef));
