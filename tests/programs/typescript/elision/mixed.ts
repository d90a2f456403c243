import { load } from './log.js';
load('mixed');
export const value = 'mixed value';
export class Class {
  name = 'mixed class';
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
  return 'mixed default';
}
