// process is an EventEmitter.
console.log(process.on('newListener', (e, f) => console.log('new', e, typeof f)) === process);
process.on('removeListener', (e, f) => console.log('removed', e, typeof f));
const f = (...a) => console.log('f', ...a);
process.on('foo', f);
process.once('foo', f);
process.prependListener('foo', () => console.log('first'));
process.prependOnceListener('foo', () => console.log('first, once'));
console.log(process.emit('foo', 1, 2), process.emit('foo', 3), process.emit('bar'));
console.log(process.listenerCount('foo'), process.listenerCount('foo', f), process.listeners('foo').length, process.rawListeners('foo').length);
process.off('foo', f);
process.off('foo', f);
console.log(process.listenerCount('foo'));
process.removeAllListeners('foo');
for (const error of [new RangeError('thrown'), 5, 'text', undefined]) {
  try { process.emit('error', error); } catch (e) { console.log(e.name, e.code, e.message); }
}
process.removeAllListeners('removeListener').removeAllListeners('newListener');
process.removeAllListeners();
console.log(process.eventNames());
process.on(Symbol('s'), f).on(5, f).addListener(undefined, f).on('a', function () { console.log(this === process); });
console.log(process.eventNames(), process.emit('a'));
const once = () => { console.log('once'); process.emit('b'); };
process.once('b', once);
console.log(process.rawListeners('b')[0].listener === once, process.listeners('b')[0] === once);
process.emit('b');
process.on('c', () => { process.on('c', () => console.log('added')); process.removeAllListeners('d'); });
process.on('d', () => process.removeAllListeners('d'));
process.on('d', () => console.log('goes on'));
process.emit('c');
process.emit('d');
process.emit('c');
for (const bad of [undefined, null, 5, {}]) {
  for (const m of ['on', 'once', 'off', 'addListener', 'removeListener', 'prependListener', 'prependOnceListener']) {
    try { process[m]('x', bad); } catch (e) { console.log(m, e.code, e.message); }
  }
}
process.on('e', () => { throw new Error('from a listener'); });
process.on('e', () => console.log('must not run'));
try { process.emit('e'); } catch (e) { console.log(e.message); }
console.log(process.on.name, process.off.name, process.on === process.addListener, process.on.length, process.emit.length, process.setMaxListeners(20) === process);
