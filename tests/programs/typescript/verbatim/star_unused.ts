import { load } from './log.js';
load('star_unused');
export const value = 'star_unused value';
export interface Interface {
  x: number;
}
export default 'star_unused default';
