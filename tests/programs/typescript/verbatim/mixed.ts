import { load } from './log.js';
load('mixed');
export const value = 'mixed value';
export interface Interface {
  x: number;
}
export default 'mixed default';
