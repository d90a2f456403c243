import { load } from './log.js';
load('jsdoc');
export const value = 'jsdoc value';
export class Class {
  name = 'jsdoc class';
}
export enum Enum {
  A = 1,
  B,
}
export interface Interface {
  x: number;
}
export type Type = string;
export default function (): string {
  return 'jsdoc default';
}
