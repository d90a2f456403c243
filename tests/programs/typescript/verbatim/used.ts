import { load } from './log.js';
load('used');
export const value = 'used value';
export interface Interface {
  x: number;
}
export default 'used default';
