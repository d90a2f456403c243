import { hoisted, value } from './main.js';
import * as main from './main.js';
import { fromB } from './b.js';
export const log = [hoisted(), fromB];
try { log.push(value); } catch (e) { log.push(e.name + ': ' + e.message); }
try { log.push(main.value); } catch (e) { log.push(e.name); }
export function early() { return value; }
export class K { k = 'K'; }
