module['exports'] = 'by a computed name';
