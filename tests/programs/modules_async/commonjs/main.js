// A CommonJS file has its module.exports for its default, and the names that its text shows.
console.log('main');
const ns = await import('./lib.cjs');
console.log(Object.keys(ns), ns.default === (await import('./lib.cjs')).default, ns.add(1, 2));
try { await import('./throws.cjs'); } catch (e) { console.log(e.message); }
try { await import('./throws.cjs'); } catch (e) { console.log(e.message); }
console.log(await import('./asks.cjs').then((m) => m.default));
