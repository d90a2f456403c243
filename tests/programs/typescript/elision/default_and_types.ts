import { load } from './log.js';
load('default_and_types');
export const value = 'default_and_types value';
export class Class {
  name = 'default_and_types class';
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
  return 'default_and_types default';
}
