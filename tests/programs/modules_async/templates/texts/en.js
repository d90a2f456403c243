console.log('loading en');
export default 'hello';
