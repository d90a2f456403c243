console.log('loading', 'nine');
export default 9;
