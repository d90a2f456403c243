console.log('loading', 'three');
export default 3;
