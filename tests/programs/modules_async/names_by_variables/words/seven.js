console.log('loading', 'seven');
export default 7;
