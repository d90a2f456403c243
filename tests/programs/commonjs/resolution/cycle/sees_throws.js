exports.saw = require('./throws').partial;
