import type { Tx } from '../../../db/client.ts';
import { answerTexts, shownThen } from '../../faq/index.server.ts';
import { messageContent, type MessageContent } from '../../messaging/index.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, type Refusal, refuse } from '../../people/index.server.ts';
import { platformMessages } from '../../platform/messages.ts';
import { publicForms } from '../forms/campaign.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { mediumWith, messageWith, type AnswerWords } from '../rules/answer-words.ts';
import { publicMedia, type PublicMedium } from '../rules/media.ts';
import { changeCampaign, type CampaignRow } from './change-campaign.server.ts';

export type InsertInto = 'MESSAGE' | PublicMedium;

/** Lists an answer as one that must be shown when the campaign is sent. */
export function requireAnswer(ports: Ports, actor: Actor, id: string, { revision, entryId }: { revision: number; entryId: string }): Promise<Outcome> {
  return changeCampaign(ports, actor, { id, revision, part: 'answers' }, async (tx) => {
    const refusal = await refuseUnknown(tx, entryId);
    if (!refusal) await list(tx, id, entryId);
    return refusal;
  });
}

/** A refusal is a value and ends no transaction, so it is looked for before anything is written. */
async function refuseUnknown(tx: Tx, entryId: string): Promise<Refusal | null> {
  const entry = await tx.selectFrom('faq_entry').select('id').where('id', '=', entryId).where('retired_at', 'is', null).executeTakeFirst();
  return entry ? null : refuse('entry', platformMessages.both('error.not-found'));
}

async function list(tx: Tx, id: string, entryId: string): Promise<void> {
  await tx.insertInto('campaign_answer').values({ campaign_id: id, entry_id: entryId }).onConflict((conflict) => conflict.doNothing()).execute();
}

/** Takes an answer off the list; words that were inserted stay. */
export function releaseAnswer(ports: Ports, actor: Actor, id: string, { revision, entryId }: { revision: number; entryId: string }): Promise<Outcome> {
  return changeCampaign(ports, actor, { id, revision, part: 'answers' }, async (tx) => {
    await tx.deleteFrom('campaign_answer').where('campaign_id', '=', id).where('entry_id', '=', entryId).execute();
    return null;
  });
}

/** Writes the words of a published answer below what a medium says already, and lists the answer. */
export function insertAnswer(ports: Ports & { baseUrl: string }, actor: Actor, id: string, { revision, entryId, into }: { revision: number; entryId: string; into: InsertInto }): Promise<Outcome> {
  return changeCampaign(ports, actor, { id, revision, part: into }, async (tx) => {
    const refusal = await refuseUnknown(tx, entryId);
    if (refusal) return refusal;
    const texts = await answerTexts(tx, entryId, momentOf(ports), ports.baseUrl);
    if (!texts) return refuse('entry', messages.both('fault.answer-not-shown'));
    if (into !== 'MESSAGE' && texts.audience === 'INTERNAL') return refuse('entry', messages.both('fault.answer-internal'));
    const words: AnswerWords = { question: texts.question, short: texts.short, path: texts.path, script: texts.mouths.script.text, board: texts.mouths.board };
    const row = await tx.selectFrom('campaign_medium').select('content').where('campaign_id', '=', id).where('medium', '=', into).executeTakeFirst();
    const stored = row ? (JSON.parse(row.content) as Record<string, unknown>) : null;
    const content = into === 'MESSAGE' ? fittingMessage(messageWith(stored as MessageContent | null, words)) : fitting(into, mediumWith(into, stored, words));
    if (content === null) return refuse('entry', messages.both('fault.answer-long'));
    const text = JSON.stringify(content);
    await tx.insertInto('campaign_medium').values({ campaign_id: id, medium: into, content: text }).onConflict((conflict) => conflict.columns(['campaign_id', 'medium']).doUpdateSet({ content: text })).execute();
    await list(tx, id, entryId);
    return null;
  });
}

/** A message as it can be sent; null when it has become too long: an approval would find that out too late. */
const fittingMessage = (content: MessageContent): MessageContent | null => messageContent.safeParse(content).data ?? null;

/** What the medium's own form makes of the words; null when they do not fit. */
function fitting(medium: PublicMedium, fields: Record<string, unknown>): Record<string, unknown> | null {
  const parsed = publicForms[medium].safeParse({ revision: 0, ...fields });
  if (!parsed.success) return null;
  const { revision: _revision, ...content } = parsed.data;
  return content;
}

/** Refuses a campaign whose answers will not be shown when it is sent: people would be led to a page that is not there. */
export async function refuseUnshown(tx: Tx, campaign: CampaignRow, now: Instant): Promise<Refusal | null> {
  const listed = await tx.selectFrom('campaign_answer').select('entry_id').where('campaign_id', '=', campaign.id).execute();
  if (listed.length === 0 || !campaign.send_at) return null;
  const media = await tx.selectFrom('campaign_medium').select('medium').where('campaign_id', '=', campaign.id).where('medium', 'in', publicMedia).execute();
  const then = await shownThen(tx, listed.map(({ entry_id }) => entry_id), { at: campaign.send_at, isStaff: media.length === 0 }, { now, seesDrafts: false });
  const missing = then.filter(({ isShown }) => !isShown).map(({ question }) => `“${question ?? '…'}”`);
  return missing.length > 0 ? refuse('form', messages.both('fault.answers-not-shown', { questions: missing.join(', ') })) : null;
}
