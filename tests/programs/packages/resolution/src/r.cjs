module.exports="cond require"
