import f from './fn.js';
import C, { helper } from './cls.js';
import { default as expr } from './expr.js';
import anon from './anon.js';
console.log(f(2), f.name, new C().hi(), C.name, helper(), expr.k, anon(), anon.name);
