import { join } from 'node:path';
import { portsOf, refuse, type Outcome } from '../people/index.server.ts';
import type { Actor } from '../people/actor.ts';
import type { FileKind } from '../platform/files/file-kind.ts';
import { handOut } from '../platform/files/hand-out.server.ts';
import { receiveFile } from '../platform/files/receive-file.server.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { uploadEvidence, type EvidencePorts } from './commands/upload-evidence.server.ts';
import { evidencePath } from './evidence-path.server.ts';
import { monthlyFaults } from './messages/monthly-faults.ts';
import type { ReportFile } from './rules/report-content.ts';

/** What commands on evidence need of a request's context. */
export function evidencePorts(context: RequestContext): EvidencePorts {
  return { ...portsOf(context), filesDir: join(context.env.DATA_DIR, 'files'), scanner: context.env };
}

/** Takes the one file of a form in, while it arrives. One of 200 MB is refused like one of 21. @throws AppError invalid for what is no form with files */
export async function receiveEvidence(context: RequestContext, actor: Actor, to: { id: string; model: number }, request: Request): Promise<Outcome> {
  return (await receiveFile(request, (file) => uploadEvidence(evidencePorts(context), actor, to, file), refuse('file', monthlyFaults.both('file.TOO_LARGE')))) ?? refuse('file', monthlyFaults.both('file.NONE'));
}

/** A file of a report as it goes to a browser. @throws AppError not-found when it is not there as it was taken in */
export async function sendEvidence(context: RequestContext, reportId: string, file: ReportFile): Promise<Response> {
  return handOut(evidencePath(join(context.env.DATA_DIR, 'files'), reportId, file.id), { ...file, kind: file.kind as FileKind });
}
