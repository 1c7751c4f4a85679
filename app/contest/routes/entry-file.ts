import { page } from '../../people/index.server.ts';
import { filePortsOf, sendFile } from '../entry-files.server.ts';
import { fileParams } from '../forms/entries.ts';
import { fileToSend } from '../queries/entry-files.server.ts';

/** A file of an entry for its members; never shown, only kept. */
export const loader = page({ guard: 'signed-in', params: fileParams }, async ({ actor, params, context }) => sendFile(filePortsOf(context), params.id, await fileToSend(context.db, actor, params.id, params.file)));
