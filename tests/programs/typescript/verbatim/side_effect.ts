import { load } from './log.js';
load('side_effect');
export const value = 'side_effect value';
export interface Interface {
  x: number;
}
export default 'side_effect default';
