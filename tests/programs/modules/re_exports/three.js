export const deep = 'deep';
console.log('three');
