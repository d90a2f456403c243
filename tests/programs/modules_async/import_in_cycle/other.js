import * as main from './main.js';
import { early, late } from './main.js';
export { main };
console.log('other');
export const before = await early;
export const read = () => late;
