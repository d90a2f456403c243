export default await Promise.resolve('fine');
console.log('fine');
