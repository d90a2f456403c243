console.log('plain runs');
export const value = 'plain';
