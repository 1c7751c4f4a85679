import type { Selectable } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Schema } from '../../../db/schema.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { getPublicCall } from '../queries/call.server.ts';
import { demandOrganiser } from './change-call.server.ts';

/** Open questions that one person may have in an hour; the limit is counted inside the transaction. */
const questionsAnHour = 5;

/** Asks about a published contest. It is read by all once it has been answered. */
export async function askQuestion(ports: Ports, actor: Actor, slug: string, question: string): Promise<Outcome> {
  const { now, at, today } = momentOf(ports);
  const call = await getPublicCall(ports.db, slug, today);
  if (call.closedAt) return refuse('question', messages.both('fault.closed'));
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const mine = await tx.selectFrom('contest_question').select(['question', 'contest_id']).where('asked_by', '=', actor.id).where('asked_at', '>', plusMinutes(now, -60)).execute();
    // Sent twice by an impatient finger is asked once; of another contest it is another question.
    if (mine.some((row) => row.question === question && row.contest_id === call.id)) return { ok: true };
    if (mine.length >= questionsAnHour) return refuse('question', messages.both('fault.too-many', { count: questionsAnHour }));
    await tx.insertInto('contest_question').values({ id: newId(), contest_id: call.id, asked_by: actor.id, question, asked_at: at }).execute();
    return { ok: true };
  });
}

/** Answers a question, or corrects the answer that the organiser was looking at. Whoever asked is told once; the same answer again is none. */
export async function answerQuestion(ports: Ports, actor: Actor, where: { id: string; question: string }, { answer, seenAt }: { answer: string; seenAt: Instant | null }): Promise<void> {
  await changeQuestion(ports, actor, { ...where, action: 'contest.answer' }, async (tx, row, at) => {
    if (row.answer === answer) return false;
    if (row.answered_at !== seenAt) throw new AppError('conflict', messages.both('fault.answered-meanwhile'));
    await tellAsker(tx, where.question, at);
    await tx.updateTable('contest_question').set({ answer, answered_by: actor.id, answered_at: at }).where('id', '=', where.question).execute();
    return true;
  });
}

async function tellAsker(tx: Tx, id: string, at: Instant): Promise<void> {
  const row = await tx.selectFrom('contest_question as q').innerJoin('contest as c', 'c.id', 'q.contest_id').select(['q.asked_by', 'q.answered_at', 'c.title', 'c.slug']).where('q.id', '=', id).executeTakeFirstOrThrow();
  if (!row.asked_by || row.answered_at) return;
  const words = (locale: Locale) => ({ subject: messages.in(locale)('answered.subject'), body: messages.in(locale)('answered.body', { contest: '{{cuoc_thi}}' }) });
  await writeMessage(tx, {
    source: { type: 'NOTICE', id: `contest-question:${id}` },
    topic: 'CONTEST',
    isDuty: false,
    urgency: 'NORMAL',
    reason: messages.both('answered.reason'),
    content: { vi: words('vi'), en: words('en'), link: `/contests/${row.slug}/questions` },
    channels: (['IN_APP', 'EMAIL'] as const).map((channel) => ({ channel, whenClosed: 'WAIT' as const })),
    recipients: [row.asked_by],
    // Titles are typed by people: as a value a title is never read as Markdown.
    variables: new Map([[row.asked_by, { cuoc_thi: row.title }]]),
    sendAt: at,
    notAfter: plusMinutes(at, 7 * 24 * 60),
    createdBy: null,
    now: at,
  });
}

/** Takes a question from the public page, or puts it back. */
export async function hideQuestion(ports: Ports, actor: Actor, where: { id: string; question: string }, isHidden: boolean): Promise<void> {
  await changeQuestion(ports, actor, { ...where, action: isHidden ? 'contest.hide-question' : 'contest.show-question' }, async (tx, row, at) => {
    if ((row.hidden_at !== null) === isHidden) return false;
    await tx.updateTable('contest_question').set({ hidden_at: isHidden ? at : null }).where('id', '=', where.question).execute();
    return true;
  });
}

type QuestionRow = Pick<Selectable<Schema['contest_question']>, 'answer' | 'answered_at' | 'hidden_at'>;

/** Changes a question of a contest with its row in the log; what is so already leaves none. */
async function changeQuestion(ports: Ports, actor: Actor, { id, question, action }: { id: string; question: string; action: string }, write: (tx: Tx, row: QuestionRow, at: Instant) => Promise<boolean>): Promise<void> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('contest_question').select(['answer', 'answered_at', 'hidden_at']).where('id', '=', question).where('contest_id', '=', id).executeTakeFirst();
    if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (await write(tx, row, at)) await recordAudit(tx, { at, actor, action, objectType: 'contest_question', objectId: question });
  });
}
