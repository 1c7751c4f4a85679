import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { removeFromDisk } from '../../platform/files/disk.server.ts';
import { platformMessages } from '../../platform/messages.ts';
import { copyPath } from '../copy-path.server.ts';
import type { RequestForm } from '../forms/recognition-requests.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import { getOwnRequest, listOwnRequests, listRequestableCourses, type RecognitionRequest } from '../queries/recognition-requests.server.ts';
import { isOpenRequest } from '../rules/recognition-request.ts';
import type { CopyPorts } from './attach-copy.server.ts';
import { tellDeciders } from './tell-request.server.ts';

/** Begins a request with what the certificate says. A double click begins one. */
export async function beginRequest(ports: Ports, actor: Actor, form: RequestForm): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const before = (await listOwnRequests(tx, actor.id)).find(({ id }) => id === form.id);
    if (before?.state === 'DRAFT' && isSame(before, form)) return { ok: true };
    // The way back in the browser brings the form of before, id and all: it goes on with the draft that it made, as the page for editing does.
    if (before) return writeFacts(tx, before, { ...form, revision: before.revision }, { at, today });
    const fault = await judgeFacts(tx, actor.id, form, today);
    if (fault) return fault;
    const taken = await tx.insertInto('recognition_request').values({ id: form.id, user_id: actor.id, ...columnsOf(form, at) }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
    // The id of somebody else's: it tells nothing of hers.
    if (taken.numInsertedOrUpdatedRows !== 1n) throw new AppError('not-found', platformMessages.both('error.not-found'));
    return { ok: true };
  });
}

/** Changes a request that has not been sent. @throws AppError not-found for somebody else's */
export async function editRequest(ports: Ports, actor: Actor, form: RequestForm): Promise<Outcome> {
  const moment = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => writeFacts(tx, await getOwnRequest(tx, actor.id, form.id), form, moment));
}

async function writeFacts(tx: Tx, request: RecognitionRequest, form: RequestForm, { at, today }: { at: Instant; today: Day }): Promise<Outcome> {
  if (request.state !== 'DRAFT') return refuse('form', messages.both('fault.sent'));
  if (request.revision !== form.revision) return isSame(request, form) ? { ok: true } : refuse('form', messages.both('fault.stale'));
  const fault = await judgeFacts(tx, request.userId, form, today);
  if (fault) return fault;
  await tx.updateTable('recognition_request').set({ ...columnsOf(form, at), revision: request.revision + 1 }).where('id', '=', request.id).execute();
  return { ok: true };
}

const isSame = (request: RecognitionRequest, form: RequestForm): boolean => (['courseId', 'title', 'number', 'issuer', 'issuedOn', 'lastDay', 'note'] as const).every((field) => request[field] === form[field]);

const columnsOf = ({ courseId, title, number, issuer, issuedOn, lastDay, note }: RequestForm, at: Instant) => ({ course_id: courseId, title, number, issuer, issued_on: issuedOn, last_day: lastDay, note, changed_at: at });

/** What cannot be known from the form alone. */
async function judgeFacts(tx: Tx, userId: string, { id, courseId, issuedOn, lastDay }: Pick<RequestForm, 'id' | 'courseId' | 'issuedOn' | 'lastDay'>, today: Day): Promise<Refusal | null> {
  if (issuedOn > today) return refuse('issuedOn', messages.both('fault.issued-on'));
  if (lastDay !== null && lastDay < today) return refuse('lastDay', messages.both('fault.lapsed'));
  if ((await listRequestableCourses(tx, userId, today, id)).some((course) => course.id === courseId)) return null;
  const isAsked = (await listOwnRequests(tx, userId)).some((other) => other.id !== id && other.courseId === courseId && isOpenRequest(other.state));
  return refuse('courseId', messages.both(isAsked ? 'fault.course-open' : 'fault.course-closed'));
}

/** Sends a request with its copy to whoever administers the training of the learner's unit. Sent twice it is sent once. @throws AppError not-found for somebody else's */
export async function submitRequest(ports: Ports, actor: Actor, id: string): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const request = await getOwnRequest(tx, actor.id, id);
    if (request.state === 'WAITING') return { ok: true };
    if (request.state !== 'DRAFT') return refuse('form', messages.both('fault.sent'));
    if (!request.copy || request.copy.isErased) return refuse('file', messages.both('fault.no-copy'));
    const fault = await judgeFacts(tx, actor.id, request, today);
    if (fault) return fault;
    await tx.updateTable('recognition_request').set({ submitted_at: at, changed_at: at }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: 'recognition.submit', objectType: 'recognition_request', objectId: id, details: { course: request.courseTitle } });
    await tellDeciders(tx, actor, request, { at, today });
    return { ok: true };
  });
}

/** Takes a request back as long as nobody has decided, and erases its copy. @throws AppError not-found for somebody else's */
export async function withdrawRequest(ports: CopyPorts, actor: Actor, id: string): Promise<Outcome> {
  const { at } = momentOf(ports);
  const outcome = await ports.db.transaction().execute(async (tx): Promise<Outcome<{ copy: RecognitionRequest['copy'] }>> => {
    const request = await getOwnRequest(tx, actor.id, id);
    if (request.state === 'WITHDRAWN') return { ok: true, copy: null };
    if (!isOpenRequest(request.state)) return refuse('form', messages.both('fault.withdraw'));
    await tx.updateTable('recognition_request').set({ withdrawn_at: at, changed_at: at, ...(request.copy ? { file_erased_at: at } : {}) }).where('id', '=', id).execute();
    if (request.submittedAt) await recordAudit(tx, { at, actor, action: 'recognition.withdraw', objectType: 'recognition_request', objectId: id, details: { course: request.courseTitle } });
    return { ok: true, copy: request.copy };
  });
  if (outcome.ok && outcome.copy) await removeFromDisk(copyPath(ports.filesDir, id, outcome.copy.id));
  return outcome.ok ? { ok: true } : outcome;
}
