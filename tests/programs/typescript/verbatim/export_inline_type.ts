import { load } from './log.js';
load('export_inline_type');
export const value = 'export_inline_type value';
export interface Interface {
  x: number;
}
export default 'export_inline_type default';
