export const meta = import.meta;
export function again() { return import.meta; }
