import { page } from '../../people/index.server.ts';
import { bodyPieces } from '../../platform/http/multipart.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { receivePiece, uploadProgress } from '../commands/upload-entry-file.server.ts';
import { filePortsOf } from '../entry-files.server.ts';
import { fileParams, pieceQuery } from '../forms/entries.ts';
import { mostBodyBytes } from '../../platform/files/receive-file.server.ts';

/** How far an upload has come: where the next piece begins. */
export const loader = page({ guard: 'signed-in', params: fileParams }, async ({ actor, params, context }) => Response.json(await uploadProgress(filePortsOf(context), actor, params.id, params.file)));

/** Takes the next piece of an upload in; the body is the bytes and nothing else. */
export const action = page({ guard: 'signed-in', params: fileParams, query: pieceQuery }, async ({ actor, params, query, context, request }) => {
  const ports = filePortsOf(context);
  const outcome = await receivePiece(ports, actor, { entryId: params.id, fileId: params.file, offset: query.offset }, bodyPieces(request, mostBodyBytes));
  if (outcome.ok) return Response.json(outcome);
  const isGone = outcome.faults['file'] !== undefined;
  const { received } = isGone ? { received: 0 } : await uploadProgress(ports, actor, params.id, params.file);
  return Response.json({ ...refuseForm(outcome.faults, {}), received }, { status: isGone ? 422 : 409 });
});
