// What `import` sees of CommonJS files, and `require` of ES modules.
import whole, { a, b, 'a name' as spaced, defined } from './exporter.cjs';
import * as ns from './exporter.cjs';
import { c, own } from './reexport.cjs';
import literal, { d, e } from './literal.cjs';
import * as literalNs from './literal.cjs';
import { viaStar } from './star.cjs';
import nothing from './nothing.cjs';
import required from './requires_esm.cjs';
export * from './exporter.cjs';
import * as self from './main.mjs';
console.log(whole.a, a, b, spaced, defined, ns.default === whole);
console.log(Object.keys(ns).join());
console.log(c, own, d, e, literal.f, Object.keys(literalNs).join(), viaStar);
whole.a = 'changed';
console.log(a, ns.a, whole.a);
console.log(nothing, required.text, required.same, required.keys);
console.log(Object.keys(self).join());
