console.log('before');
await null;
throw new RangeError('thrown at the top level');
