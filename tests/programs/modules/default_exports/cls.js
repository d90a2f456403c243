export default class Greeter { hi() { return 'hi ' + helper(); } }
export const helper = () => 'helped';
