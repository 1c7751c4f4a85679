import { z } from 'zod';

/** Slugs as they stand in URLs. */
export const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/).max(100);

export const courseParams = z.object({ course: slug });
export const lessonParams = z.object({ course: slug, lesson: slug });
