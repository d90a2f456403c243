import { load } from './log.js';
load('default_unused');
export const value = 'default_unused value';
export interface Interface {
  x: number;
}
export default 'default_unused default';
