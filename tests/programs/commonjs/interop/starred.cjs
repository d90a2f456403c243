exports.viaStar = 'via star';
