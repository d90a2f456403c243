import './fine.js';
import './one.js';
console.log('never');
