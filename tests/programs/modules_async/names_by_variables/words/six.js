console.log('loading', 'six');
export default 6;
