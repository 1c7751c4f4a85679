import { page, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { beginUpload } from '../commands/upload-entry-file.server.ts';
import { filePortsOf } from '../entry-files.server.ts';
import { uploadLimit } from '../entry-limits.ts';
import { isLate } from '../entry-refusals.ts';
import { beginForm, entryParams } from '../forms/entries.ts';

export const loader = page({ guard: 'signed-in', params: entryParams }, ({ params }) => seeOther(`/contests/entries/${params.id}/files`));

/** Begins an upload in pieces, or says how far one that broke off had come. */
export const action = submit({ guard: 'signed-in', params: entryParams, form: beginForm }, async ({ actor, params, form, context }) => {
  await context.spendPoint(uploadLimit, actor.id);
  const outcome = await beginUpload(filePortsOf(context), actor, params.id, form);
  return outcome.ok ? Response.json(outcome) : Response.json(refuseForm(outcome.faults, {}), { status: isLate(outcome) ? 409 : 422 });
});
