console.log('main body');
import './c.js';
import './d.js';
import { log } from './log.js';
console.log(log.join());
