import type { z } from 'zod';

/** A number or a date that law or policy sets: valid for a time, with its legal basis. The fallback holds when no row covers the day. */
export interface Setting<Value> {
  key: string;
  value: z.ZodType<Value>;
  fallback: Value;
  legalBasis: string;
  /** A technical number that promises nothing to anybody: a new value may begin today. */
  mayBeginToday?: true;
}

/** Declares a setting; rules may do so, because nothing is read here. */
export function defineSetting<Value>(setting: Setting<Value>): Setting<Value> {
  return setting;
}
