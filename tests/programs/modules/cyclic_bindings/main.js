// Bindings across cycles: hoisted functions are there, others are not yet; a module may import itself.
import { early, log, K } from './a.js';
import * as self from './main.js';
import { value as mine } from './main.js';
export let value = 'mine';
export function hoisted() { return 'hoisted from main'; }
console.log(log.join('\n'));
console.log(early(), new K().k, mine, self.value, self.hoisted === hoisted);
value = 'changed';
console.log(mine, self.value);
