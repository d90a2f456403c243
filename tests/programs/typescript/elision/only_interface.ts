import { load } from './log.js';
load('only_interface');
export interface Only {
  x: number;
}
