import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../../platform/audit.server.ts';
import { plusMinutes } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { quietUntil } from '../../messaging/index.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, refuse } from '../../people/index.server.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { slotPlanMessages } from '../messages/slot-plan.ts';
import { canStopCampaigns } from '../policy.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { countToCome, listWrongPlaces } from '../queries/wrong-broadcasts.server.ts';
import type { PublicMedium } from '../rules/media.ts';
import { broadcastQuietHours, quietMedia } from '../rules/slot-plan.ts';
import { insertSlots } from './broadcast.server.ts';

const latestDays = 7;

export interface BroadcastCorrection {
  id: string;
  medium: PublicMedium;
  words: Record<string, unknown>;
  /** The wall-clock moment at which the places that had the wrong words bring the right ones. */
  at: string;
  reason: string;
}

/**
 * Puts a medium for the public right in one action: what is still to come brings the right words, and every place that had the wrong ones, or may have had them, gets a
 * broadcast of its own. Like a correction to people it needs no second person. Its reason is also the one for quiet hours.
 */
export async function correctBroadcast(ports: Ports, actor: Actor, { id, medium, words, at: local, reason }: BroadcastCorrection): Promise<Outcome<{ places: number; rest: number }>> {
  if (!canStopCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  const startsAt = instantOf(local, ports.timeZone);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ places: number; rest: number }>> => {
    const campaign = await getCampaign(tx, id, at);
    const now = campaign.media.find((one) => one.medium === medium)?.content;
    if (!campaign.launched_at || campaign.cancelled_at || !now) return refuse('form', messages.both('fault.cannot-correct'));
    if (startsAt <= at) return refuse('at', messages.both('fault.slot-past'));
    if (startsAt > plusMinutes(at, latestDays * 1_440)) return refuse('at', slotPlanMessages.both('fault.correction-late', { days: latestDays }));
    // A form that is sent twice must not send anybody out twice.
    if (isDeepStrictEqual(comparable(words), comparable(JSON.parse(now) as object))) return refuse('form', slotPlanMessages.both('fault.correction-same'));
    const places = (await listWrongPlaces(tx, id, medium, at)).filter(({ isClosed }) => !isClosed).map((place) => place.id);
    const rest = await countToCome(tx, id, medium, at);
    const correctionId = newId();
    await tx.insertInto('broadcast_correction').values({ id: correctionId, campaign_id: id, medium, words: JSON.stringify(words), reason, created_by: actor.id, created_at: at }).execute();
    const isQuiet = campaign.urgency !== 'URGENT' && quietMedia.includes(medium) && quietUntil(startsAt, ports.timeZone, await readSetting(tx, broadcastQuietHours, today)) !== null;
    await insertSlots(tx, places, { campaign_id: id, medium, starts_at: startsAt, planned_by: actor.id, quiet_reason: isQuiet ? reason : null, correction_id: correctionId });
    await recordAudit(tx, { at, actor, action: 'campaign.correct-broadcast', objectType: 'campaign', objectId: id, details: { medium, reason, count: places.length, rest } });
    return { ok: true, places: places.length, rest };
  });
}

/** Bulletins that were written before there were other languages say nothing of them. */
const comparable = (words: object): object => ({ variants: [], ...words });
