console.log(new Map());
console.log(new Map([['a', 1], [{ k: 1 }, [2]]]));
console.log(new Set());
console.log(new Set([1, 'two', [3]]));
console.log({ m: new Map([[1, new Map([[2, 3]])]]), s: new Set([new Set([1])]) });
console.log([new Map([['x', null]])]);
console.log(new WeakMap(), new WeakSet());
console.log(new Map([['key', { deep: { deeper: { deepest: 1 } } }]]));
