import { load } from './log.js';
load('export_type_from');
export const value = 'export_type_from value';
export interface Interface {
  x: number;
}
export default 'export_type_from default';
