// A registry calls back in the loop after a collection has found a target dead.
const held = [];
const registry = new FinalizationRegistry((what) => held.push(what));
function register() {
  registry.register({}, 'first');
  registry.register({}, { second: true });
  const token = {};
  registry.register({}, 'unregistered', token);
  registry.register({}, 'unregistered too', token);
  console.log(registry.unregister(token), registry.unregister(token));
  const own = {};
  registry.register(own, 'own token', own);
  new FinalizationRegistry(() => console.log('must not run: the registry is dead')).register({}, 0);
  for (const bad of [1, 'x', null, undefined, Symbol.for('x')]) {
    try { registry.register(bad, 1); } catch (e) { console.log(e.name, e.message); }
    if (bad === undefined) continue;
    try { registry.register({}, 1, bad); } catch (e) { console.log(e.name, e.message); }
    try { registry.unregister(bad); } catch (e) { console.log(e.name, e.message); }
  }
  const o = {};
  try { registry.register(o, o); } catch (e) { console.log(e.name, e.message); }
}
const kept = {};
registry.register(kept, 'must not be told', kept);
register();
setTimeout(() => {
  const before = held.length;
  gc();
  console.log('not at once', held.length === before);
  setTimeout(() => {
    console.log(held.length, held.filter((h) => typeof h === 'string').sort(), held.some((h) => h.second));
    console.log(registry.unregister(kept), registry.unregister(kept), typeof kept);
  }, 50);
}, 1);
