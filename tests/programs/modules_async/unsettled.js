console.log('before');
export {};
  await new Promise(() => {});
console.log('never');
