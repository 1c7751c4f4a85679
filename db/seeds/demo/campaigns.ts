import { addCampaign, addPlace, addPlanLine, approveCampaign, confirmSlot, editAudience, editMessage, editPlan, editPublicMedium, editSchedule, evaluateCampaign, planSlots, recordSurvey, submitCampaign } from '../../../app/campaigns/index.server.ts';
import { fanOut } from '../../../app/messaging/index.server.ts';
import type { Actor, Role } from '../../../app/people/actor.ts';
import { localOf } from '../../../app/platform/local-time.ts';
import { fold } from '../../../app/platform/text/fold.ts';
import type { Db } from '../../client.ts';
import { plans, stories, type Story } from './campaign-stories.ts';
import { cast } from './cast.ts';
import type { DemoPerson } from './population.ts';
import { randomFor, type Random } from './rules/random.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const minute = 60_000;

/** A year of communication by the product's own commands, each at its moment of the past. */
export async function seedCampaigns(db: Db, people: readonly DemoPerson[], nowMs: number): Promise<number> {
  const actorOf = (role: Role): Actor => {
    const member = cast.find((one) => one.role === role);
    const person = people.find((one) => one.cast?.role === role);
    return { id: person?.id ?? '', fullName: member?.fullName ?? '', accountKind: 'OPERATOR', unitId: null, unitName: null, grants: [{ role, scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  };
  const desk = { db, maker: actorOf('CAMPAIGN_MAKER'), approver: actorOf('CAMPAIGN_APPROVER'), operator: actorOf('CHANNEL_OPERATOR'), nowMs };
  const communes = await seedPlaces(desk);
  const lines = await seedPlans(desk);
  for (const story of stories) await tell(desk, story, { communes, line: lines.get(story.line ?? '') ?? null });
  return stories.length;
}

interface Desk {
  db: Db;
  maker: Actor;
  approver: Actor;
  operator: Actor;
  nowMs: number;
}
interface Commune {
  id: string;
  name: string;
}
const portsAt = ({ db }: Desk, ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone });

/** Boards of three makes; one has not been measured yet. */
const boardSizes = [{ width: 192, height: 64 }, { width: 192, height: 64 }, { width: 256, height: 96 }, { width: 192, height: 64 }, { width: 96, height: 32 }, {}] as const;

/** A loudspeaker station in every commune, boards and panels in the wards, pages of some of them. */
async function seedPlaces(desk: Desk): Promise<Commune[]> {
  const communes = await desk.db.selectFrom('org_unit as o').innerJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'o.id').on('v.valid_to', 'is', null)).select(['o.id', 'v.name']).where('o.kind', '=', 'COMMUNE_PC').where('o.valid_to', 'is', null).orderBy('v.name').execute();
  const ports = portsAt(desk, Date.parse('2026-01-12T02:00:00.000Z'));
  const wards = communes.filter(({ name }) => name.includes('phường'));
  const short = (name: string) => name.replace(/^UBND /, '');
  for (const { id, name } of communes) await addPlace(ports, desk.operator, { name: `Đài truyền thanh ${short(name)}`, kind: 'STATION', unitId: id });
  for (const [at, { id, name }] of wards.slice(0, 12).entries()) await addPlace(ports, desk.operator, { name: `Bảng LED trung tâm ${short(name)}`, kind: 'LED', unitId: id, ...boardSizes[at % boardSizes.length] });
  for (const { id, name } of wards) await addPlace(ports, desk.operator, { name: `Bảng tin ${short(name)}`, kind: 'PANEL', unitId: id });
  for (const { id, name } of wards.slice(0, 6)) await addPlace(ports, desk.operator, { name: `Trang thông tin ${short(name)}`, kind: 'PLATFORM', unitId: id });
  return communes;
}

/** @returns the ids of the lines by their titles */
async function seedPlans(desk: Desk): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { year, goal, legalBasis, writtenAt, lines } of plans) {
    const ports = portsAt(desk, Date.parse(writtenAt));
    await editPlan(ports, desk.maker, year, { revision: 0, goal, legalBasis });
    for (const line of lines) {
      const added = await addPlanLine(ports, desk.maker, year, line);
      if (added.ok) ids.set(line.title, added.id);
    }
  }
  return ids;
}

async function tell(desk: Desk, story: Story, { communes, line }: { communes: readonly Commune[]; line: string | null }): Promise<void> {
  const written = Date.parse(story.writtenAt);
  const ports = portsAt(desk, written);
  const made = await addCampaign(ports, desk.maker, { code: story.code, ...story.goal, line });
  if (!made.ok) throw new Error(`The demo's campaign ${story.code} was refused`);
  const { id } = made;
  let revision = 0;
  const next = () => revision++;
  await editAudience(ports, desk.maker, id, { revision: next(), rules: story.audience });
  if (story.message) await editMessage(ports, desk.maker, id, { revision: next(), ...story.message });
  for (const [medium, words] of story.media) await editPublicMedium(ports, desk.maker, id, medium, { revision: next(), ...words });
  await editSchedule(ports, desk.maker, id, { revision: next(), sendAt: localOf(story.sendAt, timeZone), notAfter: localOf(story.notAfter, timeZone), stagger: story.stagger ?? 0, closed: {} });
  for (const { medium, at, quietReason = '', wave } of story.slots) {
    const planned = await planSlots(ports, desk.maker, id, { revision: next(), medium, at: localOf(at, timeZone), unitId: wave ? `wave-${wave}` : '', quietReason });
    if (!planned.ok) throw new Error(`A broadcast of the demo's campaign ${story.code} was refused`);
  }
  if (story.ends === 'DRAFT') return;
  const submitted = await submitCampaign(portsAt(desk, written + 90 * minute), desk.maker, { id, revision });
  if (!submitted.ok) throw new Error(`The demo's campaign ${story.code} could not be handed in`);
  if (story.ends === 'SUBMITTED') return;
  const { submitted_hash: hash } = await desk.db.selectFrom('campaign').select('submitted_hash').where('id', '=', id).executeTakeFirstOrThrow();
  await approveCampaign(portsAt(desk, written + 200 * minute), desk.approver, { id, hash: hash ?? '', note: 'Đồng ý phát hành' });
  await deliver(desk, id, story);
  await confirm(desk, id, story);
  if (story.conclusion) await conclude(desk, id, story, communes);
}

/** Lets the ledger run at the campaign's own time; who had it opened it by and by. */
async function deliver({ db, nowMs }: Desk, id: string, story: Story): Promise<void> {
  const random = randomFor(`campaign-${story.code}`);
  const messages = await db.selectFrom('message as m').leftJoin('campaign_pulse as p', 'p.message_id', 'm.id').select(['m.id', 'm.send_at', 'm.not_after', 'm.content', 'p.phase']).where('m.source_type', '=', 'CAMPAIGN').where('m.source_id', '=', id).orderBy('m.send_at').orderBy('m.id').execute();
  for (const message of messages) {
    await db.deleteFrom('job').where('unique_key', '=', `fan-out:${message.id}`).execute();
    const sent = Date.parse(message.send_at);
    if (sent > nowMs) continue;
    await fanOut(db, { now: () => new Date(sent) }, message.id);
    // What goes to VNeID waits for the operator's package.
    await db.updateTable('delivery').set({ state: 'ACCEPTED', accepted_at: new Date(sent + 2 * minute).toISOString(), attempts: 1 }).where('message_id', '=', message.id).where('state', '=', 'QUEUED').where('channel', '<>', 'VNEID').execute();
    const people = await db.selectFrom('delivery').select('recipient_id').where('message_id', '=', message.id).where('channel', '=', 'IN_APP').where('state', '=', 'DELIVERED').orderBy('recipient_id').$narrowType<{ recipient_id: string }>().execute();
    const rightShare = message.phase === 'BEFORE' ? story.pulseShares[0] : message.phase === 'AFTER' ? story.pulseShares[1] : story.rightShare;
    // The question before is answered before the campaign starts, or does not count.
    const latest = message.phase === 'BEFORE' ? Math.min(nowMs, Date.parse(message.not_after)) - minute : nowMs - minute;
    const hasQuestion = message.content.includes('"question"');
    const rows = people.filter(() => random.chance(story.readShare)).map(({ recipient_id }) => {
      const at = new Date(Math.min(latest, sent + Math.floor(random.next() * 6 * 1_440) * minute)).toISOString();
      const answers = hasQuestion && random.chance(0.8);
      return { message_id: message.id, user_id: recipient_id, read_at: at, answer: answers ? (random.chance(rightShare) ? '0' : '1') : null, answered_at: answers ? at : null };
    });
    for (let at = 0; at < rows.length; at += 1_000) await db.insertInto('inbox_state').values(rows.slice(at, at + 1_000)).execute();
    if (story.message?.content.link) await follow(db, message.id, rows, random);
  }
}

/** Some of those who opened it followed its link, from the notice or from the mail. */
async function follow(db: Db, messageId: string, readers: readonly { user_id: string; read_at: string }[], random: Random): Promise<void> {
  const deliveries = await db.selectFrom('delivery').select(['id', 'recipient_id', 'channel']).where('message_id', '=', messageId).where('channel', 'in', ['IN_APP', 'EMAIL']).execute();
  const ways = new Map(deliveries.map((row) => [`${row.recipient_id} ${row.channel}`, row.id]));
  const rows = readers.flatMap(({ user_id, read_at }) => {
    const id = random.chance(0.55) ? ways.get(`${user_id} ${random.chance(0.6) ? 'IN_APP' : 'EMAIL'}`) : undefined;
    return id ? [{ delivery_id: id, followed_at: read_at }] : [];
  });
  for (let at = 0; at < rows.length; at += 1_000) await db.insertInto('link_follow').values(rows.slice(at, at + 1_000)).execute();
}

async function confirm(desk: Desk, id: string, story: Story): Promise<void> {
  const random = randomFor(`proofs-${story.code}`);
  const slots = await desk.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select(['s.id', 's.starts_at', 's.medium', 'p.name as place']).where('s.campaign_id', '=', id).where('s.starts_at', '<=', new Date(desk.nowMs - 40 * minute).toISOString()).orderBy('s.starts_at').orderBy('p.name').execute();
  for (const slot of slots) {
    if (random.chance(0.06)) continue;
    const at = Date.parse(slot.starts_at) + 40 * minute;
    const missedReason = random.chance(0.04) ? missedAt(slot.medium) : '';
    await confirmSlot({ ...portsAt(desk, at), filesDir: '' }, desk.operator, slot.id, { playedAt: missedReason ? '' : localOf(slot.starts_at, timeZone), note: '', missedReason, photo: null, ...(slot.medium === 'POST' ? { url: postAt(slot.place, story.code) } : {}) });
  }
}

const missedAt = (medium: string) => (medium === 'LOUDSPEAKER' ? 'Hỏng cụm loa, đang sửa' : medium === 'POST' ? 'Trang đang bảo trì' : 'Mất điện khu vực trung tâm');
/** Where the page of a ward would have it; the domain belongs to nobody. */
const postAt = (place: string, code: string) => `https://trang-tin.vi-du.vn/${fold(place).replace(/[^a-z0-9]+/g, '-')}/${code.toLowerCase()}`;

async function conclude(desk: Desk, id: string, story: Story, communes: readonly Commune[]): Promise<void> {
  // A week after the effect is measured, or after the second wave is over.
  const days = (story.stagger ?? 0) * 1_440 * minute;
  const ports = portsAt(desk, Math.max(Date.parse(story.notAfter), Date.parse(story.sendAt) + story.goal.after * 1_440 * minute) + days + 5 * 1_440 * minute);
  await survey({ desk, ports, id, story, communes });
  if (!story.conclusion) return;
  const concluded = await evaluateCampaign(ports, desk.maker, id, story.conclusion);
  if (!concluded.ok) throw new Error(`The conclusion of the demo's campaign ${story.code} was refused`);
}

interface Asking {
  desk: Desk;
  ports: ReturnType<typeof portsAt>;
  id: string;
  story: Story;
  communes: readonly Commune[];
}

/** Citizens are asked before, and once more between the first wave and the second: where it had been broadcast more of them know the answer. Two communes have so few answers that they are not shown apart. */
async function survey({ desk, ports, id, story, communes }: Asking): Promise<void> {
  if (!story.surveys) return;
  const { before, after } = story.surveys;
  const played = await desk.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('p.unit_id').where('s.campaign_id', '=', id).where('s.played_at', '<', `${after}T00:00:00.000Z`).execute();
  const reached = new Set(played.map(({ unit_id }) => unit_id));
  const asked = communes.slice(0, story.surveys.communes);
  const small = new Set(asked.filter(({ id: unitId }) => !reached.has(unitId)).slice(0, 2).map(({ id: unitId }) => unitId));
  for (const [at, { id: unitId }] of asked.entries()) {
    const afterwards = small.has(unitId) ? { asked: 7, right: 4 } : { asked: 36 + (at % 4), right: (reached.has(unitId) ? 26 : 20) + (at % 5) };
    for (const row of [{ phase: 'BEFORE', askedOn: before, asked: 38 + (at % 3) * 2, right: 17 + ((at * 5) % 6) }, { phase: 'AFTER', askedOn: after, ...afterwards }] as const) {
      const recorded = await recordSurvey(ports, desk.maker, id, { unitId, ...row });
      if (!recorded.ok) throw new Error(`A survey of the demo's campaign ${story.code} was refused`);
    }
  }
}
