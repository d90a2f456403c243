exports.createRequired = () => require('conditions');
