import { load } from './log.js';
load('empty_braces');
export const value = 'empty_braces value';
export class Class {
  name = 'empty_braces class';
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
  return 'empty_braces default';
}
