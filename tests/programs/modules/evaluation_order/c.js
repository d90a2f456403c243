import { log } from './log.js';
import './d.js';
log.push('c');
