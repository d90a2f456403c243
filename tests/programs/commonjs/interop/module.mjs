import { start } from './dependency.mjs';
let n = start;
export default 'default ';
export function named() {
  return n++;
}
