console.log('bad begins');
await 0;
throw new Error('bad');
