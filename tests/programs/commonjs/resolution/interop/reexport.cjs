module.exports = { ...require('./conditional.cjs'), ...require('./literal.cjs') };
