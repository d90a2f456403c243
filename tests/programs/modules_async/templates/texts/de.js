console.log('loading de');
export default await 'hallo';
