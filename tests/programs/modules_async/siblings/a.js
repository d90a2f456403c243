console.log('a begins');
await null;
console.log('a 1');
await null;
console.log('a 2');
