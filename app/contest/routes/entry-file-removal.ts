import { firstFault, page, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { removeEntryFile } from '../commands/remove-entry-file.server.ts';
import { filePortsOf } from '../entry-files.server.ts';
import { emptyForm, fileParams } from '../forms/entries.ts';

export const loader = page({ guard: 'signed-in', params: fileParams }, ({ params }) => seeOther(`/contests/entries/${params.id}/files`));

/** Takes a file out of an entry. */
export const action = submit({ guard: 'signed-in', params: fileParams, form: emptyForm }, async ({ actor, params, context }) => {
  const outcome = await removeEntryFile(filePortsOf(context), actor, params.id, params.file);
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/contests/entries/${params.id}/files?done=removed`);
});
