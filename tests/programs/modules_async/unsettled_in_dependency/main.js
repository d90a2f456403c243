import './waits.js';
console.log('never');
