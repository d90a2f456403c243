console.log('base begins');
export let base = await new Promise((resolve) => queueMicrotask(() => resolve('base')));
console.log('base ends');
