export let both = 'lib2';
export { one } from './lib.js';
export const two = 2;
