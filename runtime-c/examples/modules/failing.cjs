exports.started = true;
throw { message: 'no error at all' };
