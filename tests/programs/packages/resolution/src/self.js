export const me = "self";
