function __exportStar(m, into) { for (const k in m) into[k] = m[k]; }
__exportStar(require('./starred.cjs'), exports);
