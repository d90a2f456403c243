export const present = 1;
export const twice = 1;
