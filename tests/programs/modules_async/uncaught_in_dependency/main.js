import './bad.js';
console.log('never');
