// Reads of a frozen array, and the question whether it is frozen.
const table = Object.freeze(Array.from({ length: 1000 }, (_, i) => i));
let sum = 0;
for (let round = 0; round < 5000; round++) for (let i = 0; i < table.length; i++) sum = (sum + table[i]) | 0;
let frozen = 0;
for (let i = 0; i < 1e5; i++) if (Object.isFrozen(table)) frozen++;
console.log('frozen_arrays', sum, frozen);
