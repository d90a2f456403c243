console.log('loading', 'two');
export default 2;
