import { load } from './log.js';
load('only_types');
export const value = 'only_types value';
export class Class {
  name = 'only_types class';
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
  return 'only_types default';
}
