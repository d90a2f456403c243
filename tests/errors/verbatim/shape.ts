export interface Shape { x: number }
export const unit = 1;
