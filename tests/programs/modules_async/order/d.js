console.log('d');
await 0;
console.log('d again');
