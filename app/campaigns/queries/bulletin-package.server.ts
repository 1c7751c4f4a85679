import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { spokenSeconds } from '../../platform/text/spoken.ts';
import type { CampaignPage } from './campaign-page.server.ts';

/** Priorities of the grassroots radio rules (TT 39/2020/TT-BTTTT). */
const priorities = { NORMAL: 'thông thường', PRIORITY: 'ưu tiên', URGENT: 'khẩn cấp' } as const;

/**
 * The bulletin of a campaign with its times and stations. The source-information system has no published exchange format that we know of, so the fields
 * speak for themselves and the text stands inside as it is to be read. @throws AppError not-found without a bulletin
 */
export async function bulletinPackage(db: Db, campaign: CampaignPage) {
  const row = campaign.media.find(({ medium }) => medium === 'LOUDSPEAKER');
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { script, minority, infoType } = JSON.parse(row.content) as { script: string; minority?: string; infoType: string };
  const slots = await db
    .selectFrom('broadcast_slot as s')
    .innerJoin('place as p', 'p.id', 's.place_id')
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'p.unit_id').on('v.valid_to', 'is', null))
    .select(['s.starts_at as startsAt', 'p.name as station', 'v.name as unit'])
    .where('s.campaign_id', '=', campaign.id)
    .where('s.medium', '=', 'LOUDSPEAKER')
    .orderBy('s.starts_at')
    .orderBy('v.name')
    .execute();
  const mark = campaign.is_drill === 1 ? 'DIỄN TẬP. ' : '';
  return {
    code: campaign.code,
    title: campaign.name,
    source: campaign.content_source,
    isDrill: campaign.is_drill === 1,
    priority: priorities[campaign.urgency as keyof typeof priorities],
    informationType: infoType,
    seconds: spokenSeconds(mark + script),
    text: mark + script,
    minorityText: minority ? mark + minority : null,
    slots,
  };
}
