import { hoisted, state } from './waits.js';
console.log(typeof hoisted);
export const call = () => `${hoisted()} ${state}`;
