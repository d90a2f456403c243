// Fails where the host wants it.
import './fickle_part.mjs';
export const fine = true;
