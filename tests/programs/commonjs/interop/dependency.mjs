console.log('dependency runs');
export const start = 5;
