import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { fold } from '../../platform/text/fold.ts';
import { beginningOf, normaliseLine } from '../../platform/text/normalise.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { gapMessages as messages } from '../messages/gaps.ts';
import { canWriteAnswers } from '../policy.ts';
import { askersOf, findGap } from '../queries/gaps.server.ts';
import { freeSlug, newestOf } from '../entry-rows.server.ts';
import { most } from '../forms/answer-file.ts';
import { answerOf, insertDraft, updateDraft } from '../version-rows.server.ts';
import { reviewBy } from '../rules/answer-faults.ts';
import type { AnswerFields } from '../rules/answer.ts';
import type { Gap } from '../rules/gaps.ts';

/** What an editor decides about a gap: a new draft, an answer that exists, or that none is needed. */
export type GapDecision = { resolution: 'DRAFT'; topic: string } | { resolution: 'LINKED'; slug: string } | { resolution: 'CLOSED'; reason: string };
interface Scene {
  tx: Tx;
  actor: Actor;
  gap: Gap;
  at: Instant;
  today: Day;
}

/**
 * Decides an open gap, found by one of its wordings. Wordings of callers become other wordings of a draft, never of what is shown: they pass four eyes like
 * every word. Open tickets of people who asked the same follow it.
 */
export async function decideGap(ports: Ports, actor: Actor, folded: string, decision: GapDecision): Promise<Outcome<{ entryId: string | null }>> {
  if (!canWriteAnswers(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ entryId: string | null }>> => {
    const gap = await findGap(tx, folded, at);
    if (!gap) return refuse('form', messages.both('fault.decided'));
    const made = await entryFor({ tx, actor, gap, at, today }, decision);
    if ('ok' in made) return made;
    const id = newId();
    await tx.insertInto('gap').values({ id, question: gap.words, resolution: decision.resolution, entry_id: made.entryId, reason: decision.resolution === 'CLOSED' ? decision.reason : '', decided_by: actor.id, decided_at: at }).execute();
    for (const { fold: wording } of gap.wordings) await tx.insertInto('gap_wording').values({ gap_id: id, fold: wording }).execute();
    const askers = made.entryId ? (await askersOf(tx, gap)).map((ticket) => ticket.id) : [];
    if (askers.length > 0) await tx.updateTable('ticket').set({ gap_id: id }).where('id', 'in', askers).execute();
    await recordAudit(tx, { at, actor, action: `gap.${decision.resolution.toLowerCase()}`, objectType: 'gap', objectId: id, details: { count: gap.wordings.length, ...(decision.resolution === 'CLOSED' ? { reason: decision.reason } : {}) } });
    return { ok: true, entryId: made.entryId };
  });
}

async function entryFor(scene: Scene, decision: GapDecision): Promise<{ entryId: string | null } | Refusal> {
  if (decision.resolution === 'CLOSED') return { entryId: null };
  return decision.resolution === 'DRAFT' ? newDraft(scene, decision.topic) : linked(scene, decision.slug);
}

const mostVariants = 40;
/** A call's words may have several lines and be of any length; a question is one line that its form can save again. */
const lineOf = (words: string): string => beginningOf(normaliseLine(words), most.question);
/** The callers' wordings as other wordings: each fold once, none that the answer has already. */
function variantsOf(gap: Gap, known: readonly string[]): string[] {
  const seen = new Set(known.map(fold));
  return gap.wordings.map((one) => lineOf(one.words)).filter((line) => !seen.has(fold(line)) && seen.add(fold(line)));
}

async function newDraft({ tx, actor, gap, at, today }: Scene, topic: string): Promise<{ entryId: string } | Refusal> {
  if (!(await tx.selectFrom('faq_topic').select('key').where('key', '=', topic).executeTakeFirst())) return refuse('topic', messages.both('fault.topic'));
  const entryId = newId();
  await tx.insertInto('faq_entry').values({ id: entryId, slug: await freeSlug(tx, gap.words), created_by: actor.id, created_at: at }).execute();
  const reviewDue = reviewBy(today, 'MEDIUM');
  const question = lineOf(gap.words);
  const variants = variantsOf(gap, [question]).slice(0, mostVariants);
  const rest = { papers: [], fee: null, place: null, timeLimit: null, legalBasis: [], transferTo: null, sources: [], related: [] };
  const draft = { topic, audience: 'PUBLIC', question, variants, short: messages.in('vi')('draft.short'), body: messages.in('vi')('draft.body'), asOf: today, confidence: 'C', volatility: 'MEDIUM', reviewDue, ...rest } as const satisfies AnswerFields;
  await insertDraft(tx, draft, { entryId, number: 1, actorId: actor.id, at });
  return { entryId };
}

/** Adds the wordings to the open draft of an answer, or to one that is opened as a copy of its newest version. */
async function linked({ tx, actor, gap, at }: Scene, slug: string): Promise<{ entryId: string } | Refusal> {
  const entry = await tx.selectFrom('faq_entry').select('id').where('slug', '=', slug).where('retired_at', 'is', null).executeTakeFirst();
  if (!entry) return refuse('slug', messages.both('fault.slug'));
  const newest = await newestOf(tx, entry.id);
  const answer = await answerOf(tx, newest);
  const added = variantsOf(gap, [answer.question, ...answer.variants]);
  if (added.length === 0) return { entryId: entry.id };
  const [widened, hand] = [{ ...answer, variants: [...answer.variants, ...added].slice(0, mostVariants) }, { actorId: actor.id, at }];
  if (newest.hash === null) await updateDraft(tx, newest, widened, hand);
  else await insertDraft(tx, widened, { entryId: entry.id, number: newest.number + 1, isSample: newest.is_sample === 1, ...hand });
  return { entryId: entry.id };
}
