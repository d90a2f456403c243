export const name = 'deep index';
