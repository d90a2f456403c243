export const extensionless: string = 'found';
