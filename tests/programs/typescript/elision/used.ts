import { load } from './log.js';
load('used');
export const value = 'used value';
export class Class {
  name = 'used class';
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
  return 'used default';
}
