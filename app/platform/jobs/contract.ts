import type { z } from 'zod';

/** A job's name and the shape of its payload: ids only, the database is the truth. */
export interface JobContract<Payload> {
  name: string;
  payload: z.ZodType<Payload>;
  /** How often it is tried before it lands in the failed set. */
  maxAttempts: number;
}

export function defineJob<Payload>(contract: JobContract<Payload>): JobContract<Payload> {
  return contract;
}
