// Functions of a module that waits are there before it runs; bindings are live.
import { state, hoisted, history } from './waits.js';
console.log(state, hoisted(), history);
