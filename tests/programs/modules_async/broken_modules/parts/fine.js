console.log('fine runs');
export const fine = true;
