import { load } from './log.js';
load('inline_types');
export const value = 'inline_types value';
export class Class {
  name = 'inline_types class';
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
  return 'inline_types default';
}
