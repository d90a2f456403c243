import { call } from './uses.js';
export let state = 'before';
export const history = [];
export function hoisted() { return `hoisted ${state}`; }
history.push(call());
await 0;
state = 'between';
history.push(call());
await 0;
state = 'after';
