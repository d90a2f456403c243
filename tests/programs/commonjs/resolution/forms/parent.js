exports.child = require('./child');
exports.parentId = module.children === undefined ? 'none' : typeof module.children;
