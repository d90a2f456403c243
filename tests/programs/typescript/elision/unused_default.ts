import { load } from './log.js';
load('unused_default');
export const value = 'unused_default value';
export class Class {
  name = 'unused_default class';
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
  return 'unused_default default';
}
