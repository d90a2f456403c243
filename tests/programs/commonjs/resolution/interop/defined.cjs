Object.defineProperty(exports, 'a', { enumerable: true, value: 1 });
Object.defineProperty(exports, 'b', { enumerable: true, get: function () { return other.b; } });
Object.defineProperty(exports, 'c', { enumerable: true, get() { return 3; } });
Object.defineProperty(exports, 'd', { enumerable: true, get: () => 4 });
Object.defineProperty(module.exports, 'e', { value: 5 });
const other = { b: 2 };
