if (hook === 'fail') throw new SyntaxError('as you like');
