import { load } from './log.js';
load('shorthand');
export const value = 'shorthand value';
export class Class {
  name = 'shorthand class';
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
  return 'shorthand default';
}
