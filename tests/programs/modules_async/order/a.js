import './slow.js';
console.log('a');
