// What cannot be imported rejects; the operands are converted at once, in order.
const shown = (e) => `${e.name} ${e.code} ${String(e.message).replaceAll(/(file:\/\/)?\/[^' "]*\//g, '')}`;
const missing = './missing.js';
const specifiers = [
  missing, 'no-such-package', '@scope/none/sub', 'node:no-such-module', 'http://example.org/x.js', '', './a%2fb.js',
];
for (const s of specifiers) {
  try { await import(s); } catch (e) { console.log(shown(e)); }
}
try { await import('./literal-missing.js'); } catch (e) { console.log(shown(e)); }
try { await import('literal-package'); } catch (e) { console.log(shown(e)); }
for (const s of [Symbol('s'), { toString() { throw new RangeError('converted'); } }]) {
  const promise = import(s);
  console.log(promise instanceof Promise);
  await promise.catch((e) => console.log(e.name));
}
const order = [];
import((order.push('specifier'), { toString() { order.push('string'); return './missing.js'; } }),
  (order.push('options'), { get with() { order.push('with'); } })).catch(() => {});
console.log(order);
