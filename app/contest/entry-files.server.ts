import { join } from 'node:path';
import { portsOf, refuse, type Outcome } from '../people/index.server.ts';
import type { Actor } from '../people/actor.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { handOut } from '../platform/files/hand-out.server.ts';
import { receiveFile } from '../platform/files/receive-file.server.ts';
import { uploadEntryFile, type FilePorts } from './commands/upload-entry-file.server.ts';
import { entryFilePath } from './entry-store.server.ts';
import { entryFaults as faults } from './messages/entry-faults.ts';
import type { ListedFile } from './queries/entry-files.server.ts';

/** What commands on files need of a request's context. */
export function filePortsOf(context: RequestContext): FilePorts {
  return { ...portsOf(context), filesDir: join(context.env.DATA_DIR, 'files'), scanner: context.env };
}

/** Takes the one file of a plain form in, while it arrives. One of 300 MB is refused like one of 26. @throws AppError invalid for what is no form with files */
export async function receiveForm(ports: FilePorts, actor: Actor, entryId: string, request: Request): Promise<Outcome<{ fileId: string }>> {
  return (await receiveFile(request, (file) => uploadEntryFile(ports, actor, entryId, file), refuse('file', faults.both('file.TOO_LARGE')))) ?? refuse('file', faults.both('file.NONE'));
}

/** A file of an entry as it goes to a browser. */
export function sendFile(ports: Pick<FilePorts, 'filesDir'>, entryId: string, file: ListedFile): Promise<Response> {
  return handOut(entryFilePath(ports.filesDir, entryId, file.id), file);
}
