import { z } from 'zod';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { publishFromDisk } from '../commands/publish-all.server.ts';
import { courseParams } from '../forms/params.ts';
import { canEditContent } from '../policy.ts';
import { ownContent } from '../publishing/content-folder.server.ts';

const outcomes = { published: 'stored', unchanged: 'same', refused: 'refused' } as const;

export const loader = page({ guard: canEditContent, params: courseParams }, ({ params }) => seeOther(`/admin/courses/${params.course}`));

/** Stores the files on disk as a version that waits for release. */
export const action = submit({ guard: canEditContent, params: courseParams, form: z.object({}) }, async ({ params, context }) => {
  const folder = ownContent(dayIn(context.env.TZ_DISPLAY, context.clock.now()));
  const { state } = await publishFromDisk(context.db, folder, params.course, context.clock);
  return seeOther(`/admin/courses/${params.course}?outcome=${outcomes[state]}`);
});
