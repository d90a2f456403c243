export const fromStar = 1;
