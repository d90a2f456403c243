import { load } from './log.js';
load('type_clause');
export const value = 'type_clause value';
export interface Interface {
  x: number;
}
export default 'type_clause default';
