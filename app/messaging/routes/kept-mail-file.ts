import { canSeeOperations } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { findKeptMail } from '../channels/email-files.server.ts';
import { keptMailParams } from '../forms/mail-params.ts';

export const loader = page({ guard: canSeeOperations, params: keptMailParams }, async ({ params, context }) => {
  const bytes = await findKeptMail(context.env.DATA_DIR, params.day, params.id);
  if (!bytes) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const headers = { 'Content-Type': 'message/rfc822', 'Content-Disposition': `attachment; filename="${params.id}.eml"`, 'Cache-Control': 'no-store' };
  return new Response(new Uint8Array(bytes), { headers });
});
