// A module that waits for its own import never ends.
console.log('begins');
await import('./self_import.js');
console.log('never');
