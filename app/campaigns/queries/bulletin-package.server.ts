import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { composerMessages } from '../messages/composer.ts';
import { isInForce } from '../rules/campaign-state.ts';
import { drillLine, drillScript } from '../rules/drill.ts';
import { spokenSeconds } from '../../platform/text/spoken.ts';
import type { SheetFacts } from '../rules/operator-sheet.ts';
import { spokenRate, type InformationType, type PublicMedium, type SheetMedium, type Variant } from '../rules/media.ts';
import { postText, type PostWords } from '../rules/post-text.ts';
import type { CampaignPage } from './campaign-page.server.ts';

const say = composerMessages.in('vi');

/**
 * The bulletin of a campaign with its times and stations. The source-information system has no published exchange format that we know of, so the fields
 * speak for themselves and the text stands inside as it is to be read. @throws AppError not-found without a bulletin
 */
export async function bulletinPackage(db: Db, campaign: CampaignPage, today: Day) {
  const row = campaign.media.find(({ medium }) => medium === 'LOUDSPEAKER');
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { script, variants, infoType } = JSON.parse(row.content) as { script: string; variants?: Variant[]; infoType: InformationType };
  const slots = await listSlotsOf(db, campaign.id, 'LOUDSPEAKER');
  const isDrill = campaign.is_drill === 1;
  const spoken = (text: string) => (isDrill ? drillScript(text) : text);
  return {
    code: campaign.code,
    title: campaign.name,
    source: campaign.content_source,
    isApproved: isInForce(campaign),
    approvedAt: campaign.launched_at,
    isDrill,
    priority: { code: campaign.urgency, name: say(`urgency.${campaign.urgency as 'NORMAL'}`), basis: 'TT 39/2020/TT-BTTTT' },
    informationType: { code: infoType, name: say(`info.${infoType}`), basis: 'Nghị định 49/2024/NĐ-CP' },
    seconds: spokenSeconds(spoken(script), await readSetting(db, spokenRate, today)),
    language: 'Tiếng Việt',
    text: spoken(script),
    variants: (variants ?? []).map(({ language, text }) => ({ language: say('bulletin.language', { language }), text: spoken(text) })),
    slots,
  };
}
export type BulletinPackage = Awaited<ReturnType<typeof bulletinPackage>>;

/** A board's pages, a crawl or a post with its times and places. @throws AppError not-found without such words */
export async function sheetFacts(db: Db, campaign: CampaignPage, medium: SheetMedium, baseUrl: string): Promise<SheetFacts> {
  const row = campaign.media.find((one) => one.medium === medium);
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const words = JSON.parse(row.content) as { pages?: string[]; seconds?: number; text?: string };
  const { pages, seconds, text } = words;
  const isDrill = campaign.is_drill === 1;
  const post = medium === 'POST' ? postText(words as PostWords, { isDrill, baseUrl }) : null;
  const lines = post ? [post.title, post.text] : (pages ?? [text ?? '']).map((one) => (isDrill ? drillLine(one) : one));
  return { medium, code: campaign.code, title: campaign.name, source: campaign.content_source, isApproved: isInForce(campaign), isDrill, lines, seconds: seconds ?? null, slots: await listSlotsOf(db, campaign.id, medium) };
}

/** When and where a medium goes out, in order; not where somebody has said that it does not. */
function listSlotsOf(db: Db, campaignId: string, medium: PublicMedium) {
  return db
    .selectFrom('broadcast_slot as s')
    .innerJoin('place as p', 'p.id', 's.place_id')
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'p.unit_id').on('v.valid_to', 'is', null))
    .select(['s.starts_at as startsAt', 'p.name as station', 'v.name as unit'])
    .where('s.campaign_id', '=', campaignId)
    .where('s.medium', '=', medium)
    .where('s.missed_reason', 'is', null)
    .orderBy('s.starts_at')
    .orderBy('v.name_fold')
    .execute();
}
