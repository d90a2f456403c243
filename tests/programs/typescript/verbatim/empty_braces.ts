import { load } from './log.js';
load('empty_braces');
export const value = 'empty_braces value';
export interface Interface {
  x: number;
}
export default 'empty_braces default';
