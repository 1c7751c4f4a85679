import { join } from 'node:path';
import type { Actor } from '../people/actor.ts';
import { portsOf, refuse, type Outcome } from '../people/index.server.ts';
import { AppError } from '../platform/errors.ts';
import { handOut } from '../platform/files/hand-out.server.ts';
import { receiveFile } from '../platform/files/receive-file.server.ts';
import type { RequestContext } from '../platform/http/context.ts';
import type { RateLimit } from '../platform/http/rate-limit.server.ts';
import { platformMessages } from '../platform/messages.ts';
import { attachCopy, type CopyPorts } from './commands/attach-copy.server.ts';
import { copyPath } from './copy-path.server.ts';
import { recognitionRequestMessages as messages } from './messages/recognition-requests.ts';
import type { RecognitionRequest } from './queries/recognition-requests.server.ts';

/** Copies that one person may send in an hour. */
const copyLimit: RateLimit = { name: 'certificate-copy', points: 60, seconds: 3_600 };

/** What commands on copies of certificates need of a request's context. */
export function copyPorts(context: RequestContext): CopyPorts {
  return { ...portsOf(context), filesDir: join(context.env.DATA_DIR, 'files'), scanner: context.env };
}

/** Takes the one file of a form in, while it arrives. @throws AppError limit after too many, invalid for what is no form with files */
export async function receiveCopy(context: RequestContext, actor: Actor, requestId: string, request: Request): Promise<Outcome> {
  await context.spendPoint(copyLimit, actor.id);
  return (await receiveFile(request, (file) => attachCopy(copyPorts(context), actor, requestId, file), refuse('file', messages.both('file.TOO_LARGE')))) ?? refuse('file', messages.both('file.NONE'));
}

/** A copy as it goes to a browser. @throws AppError not-found when there is none, or none any more */
export async function sendCopy(context: RequestContext, { id, copy }: RecognitionRequest): Promise<Response> {
  if (!copy || copy.isErased) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return handOut(copyPath(join(context.env.DATA_DIR, 'files'), id, copy.id), copy);
}
