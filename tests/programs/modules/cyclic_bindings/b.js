import { early, K } from './a.js';
export let fromB = typeof early;
try { new K(); } catch (e) { fromB += ' ' + e.name; }
