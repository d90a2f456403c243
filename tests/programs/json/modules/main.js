// JSON files by import and by require.
import data, { default as same } from './data.json' with { type: 'json' };
import * as ns from './data.json' with { 'type': 'json' };
import bridge from './bridge.cjs';
export { default as text } from './text.json' with { type: 'json' };
import { text } from './main.js';
console.log(data === same, ns.default === data, Object.keys(ns).join(), bridge.data === data);
console.log(JSON.stringify(data), data.__proto__ === Object.prototype, Object.keys(data).length);
console.log(text, bridge.error);
data.added = 1;
console.log(ns.default.added);
