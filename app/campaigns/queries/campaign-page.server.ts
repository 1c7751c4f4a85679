import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { countedOnce } from '../../platform/counted-once.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { evaluationStanding, type EvaluationStanding } from '../rules/measuring.ts';
import { campaignState } from '../rules/campaign-state.ts';

/** A campaign with the state that its dates give it, and with the words that are right now. @throws AppError not-found */
export async function getCampaign(db: Db, id: string, now: Instant) {
  const row = await db
    .selectFrom('campaign as c')
    .leftJoin('campaign_evaluation as e', 'e.campaign_id', 'c.id')
    .innerJoin('user_account as u', 'u.id', 'c.created_by')
    .selectAll('c')
    .select(['e.decided_at', 'u.full_name as creator'])
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const media = await db.selectFrom('campaign_medium').select(['medium', 'when_closed', 'content']).where('campaign_id', '=', id).orderBy('medium').execute();
  const corrections = row.launched_at ? await db.selectFrom('broadcast_correction').select(['medium', 'words']).where('campaign_id', '=', id).orderBy('created_at').orderBy('id').execute() : [];
  const inForce = (medium: string) => corrections.findLast((one) => one.medium === medium)?.words;
  return { ...row, state: campaignState(row, now), media: media.map((one) => ({ ...one, content: inForce(one.medium) ?? one.content })) };
}
export type CampaignPage = Awaited<ReturnType<typeof getCampaign>>;

/** Who wrote it, who approved it, and why it was last handed back. */
export async function listHands(db: Db, id: string) {
  const authors = await db.selectFrom('campaign_author as a').innerJoin('user_account as u', 'u.id', 'a.user_id').select(['u.id', 'u.full_name as fullName']).where('a.campaign_id', '=', id).orderBy('u.sort_key').execute();
  const approvals = await db.selectFrom('campaign_approval as a').innerJoin('user_account as u', 'u.id', 'a.approved_by').select(['a.id', 'u.full_name as fullName', 'a.approved_at as at', 'a.note', 'a.revoked_at as revokedAt']).where('a.campaign_id', '=', id).orderBy('a.approved_at').execute();
  const back = await db.selectFrom('audit_event').select(['actor_name as by', 'at', 'details']).where('object_type', '=', 'campaign').where('object_id', '=', id).where('action', '=', 'campaign.return').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return { authors, approvals, returned: back ? { by: back.by, at: back.at, reason: (JSON.parse(back.details) as { reason: string }).reason } : null };
}

/** The frozen audience; nobody comes to it or leaves it any more once the campaign is launched. */
export function countFrozen(db: Db, { id, launched_at }: { id: string; launched_at: Instant | null }): Promise<number> {
  return (launched_at ? countLaunched : countRecipients)(db, id);
}

async function countRecipients(db: Db, id: string): Promise<number> {
  const { count } = await db.selectFrom('campaign_recipient').select((row) => row.fn.countAll<number>().as('count')).where('campaign_id', '=', id).executeTakeFirstOrThrow();
  return Number(count);
}
const countLaunched = countedOnce(countRecipients);

export interface CampaignListRow {
  id: string;
  code: string;
  name: string;
  model: number;
  topic: string;
  isDrill: boolean;
  planLineId: string | null;
  state: ReturnType<typeof campaignState>;
  sendAt: Instant | null;
  recipients: number;
  /** Of one that has ended: from when and until when it is to be concluded. */
  evaluation: EvaluationStanding | null;
}

/** The campaigns of a year's plan, newest first. */
export async function listCampaigns(db: Db, year: number, now: Instant): Promise<CampaignListRow[]> {
  const rows = await db
    .selectFrom('campaign as c')
    .innerJoin('communication_plan as p', 'p.id', 'c.plan_id')
    .leftJoin('campaign_evaluation as e', 'e.campaign_id', 'c.id')
    .selectAll('c')
    .select('e.decided_at')
    .select((row) => row.selectFrom('campaign_recipient as r').select((of) => of.fn.countAll<number>().as('n')).whereRef('r.campaign_id', '=', 'c.id').as('recipients'))
    .where('p.year', '=', year)
    .orderBy('c.created_at', 'desc')
    .execute();
  const standing = (row: (typeof rows)[number]) => (campaignState(row, now) === 'ENDED' ? evaluationStanding(row, now) : null);
  return rows.map((row) => ({ id: row.id, evaluation: standing(row), code: row.code, name: row.name, model: row.model, topic: row.topic, isDrill: row.is_drill === 1, planLineId: row.plan_line_id, state: campaignState(row, now), sendAt: row.send_at, recipients: Number(row.recipients ?? 0) }));
}
