console.log('loading', 'one');
export default 1;
