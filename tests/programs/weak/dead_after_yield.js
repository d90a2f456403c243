// What is dead after a yield is collected while the generator sleeps; what is live is not.
function* sleeper() {
  const dead = { name: 'dead' };
  const live = { name: 'live' };
  yield [new WeakRef(dead), new WeakRef(live)];
  yield live.name;
}
const it = sleeper();
const [deadRef, liveRef] = it.next().value;
gc();
console.log('dead', deadRef.deref());
console.log('live', liveRef.deref()?.name);
console.log(it.next().value);
gc();
console.log('live after its last use', liveRef.deref());
