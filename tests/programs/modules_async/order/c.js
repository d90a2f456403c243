import './slow.js';
console.log('c');
