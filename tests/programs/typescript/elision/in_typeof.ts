import { load } from './log.js';
load('in_typeof');
export const value = 'in_typeof value';
export class Class {
  name = 'in_typeof class';
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
  return 'in_typeof default';
}
