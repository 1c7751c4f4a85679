import { canSeeOperations } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { findKeptMail, openKeptMail } from '../channels/email-files.server.ts';
import { keptMailParams } from '../forms/mail-params.ts';

/** The mail as a mail program would lay it out, in a sandbox of its own: no script, no form, no picture, nothing of the session. */
const sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

export const loader = page({ guard: canSeeOperations, params: keptMailParams }, async ({ params, context }) => {
  const bytes = await findKeptMail(context.env.DATA_DIR, params.day, params.id);
  if (!bytes) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return new Response(openKeptMail(bytes).html, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': sandbox, 'Cache-Control': 'no-store' } });
});
