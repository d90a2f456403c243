exports.partial = true;
require('./sees_throws');
throw new Error('thrown in a cycle');
