console.log('loading', 'ten');
export default 10;
