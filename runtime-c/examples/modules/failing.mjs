export const started = true;
hook('failing');
throw new RangeError('the top level throws');
