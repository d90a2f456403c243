export default { k: 'expression' };
