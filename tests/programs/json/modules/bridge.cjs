exports.data = require('./data');
try { require('./broken.json'); } catch (e) { exports.error = e.name; }
