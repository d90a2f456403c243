import { load } from './log.js';
load('inline_types');
export const value = 'inline_types value';
export interface Interface {
  x: number;
}
export default 'inline_types default';
