console.log('later runs');
export default function () {}
export const x = 1;
