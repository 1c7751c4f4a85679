import { z } from 'zod';
import { roles } from '../../people/actor.ts';

/** Shape of `content/paths.yaml`: recommended ways through the courses for groups of officials. */

const key = z.string().max(80).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const line = z.string().trim().min(1).max(600);

const pathSchema = z.strictObject({
  key,
  title: line,
  audience: line,
  why: line,
  suits: z.strictObject({ roles: z.array(z.enum(roles)).default([]), positions: z.array(line).default([]) }).optional(),
  steps: z.array(z.strictObject({ course: key, module: key, lessons: z.array(key).min(1).optional() })).min(1),
});

export const pathsFile = z.strictObject({ paths: z.array(pathSchema).min(1) });
export type PathsYaml = z.infer<typeof pathsFile>;
