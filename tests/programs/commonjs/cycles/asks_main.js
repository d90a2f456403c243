const main = require('./main');
module.exports = [main.late, main === require.main.exports, require.main === module];
