import { load } from './log.js';
load('value_unused');
export const value = 'value_unused value';
export interface Interface {
  x: number;
}
export default 'value_unused default';
