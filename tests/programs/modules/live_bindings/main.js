import { count, inc, reset as again, list } from './counter.js';
import * as ns from './counter.js';
console.log(count, ns.count);
inc();
inc();
console.log(count, ns.count, list.length);
again(10);
console.log(count);
try { count = 5; } catch (e) { console.log(e.name); }
try { ns.count = 5; } catch (e) { console.log(e.name); }
console.log(Object.keys(ns).join(), typeof ns, 'inc' in ns, 'zzz' in ns, ns.zzz, ns[Symbol.toStringTag]);
