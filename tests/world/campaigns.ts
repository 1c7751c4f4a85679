import { editMessage, editPublicMedium, editSchedule, addCampaign } from '../../app/campaigns/commands/write-campaign.server.ts';
import { approveCampaign } from '../../app/campaigns/commands/approve-campaign.server.ts';
import { submitCampaign } from '../../app/campaigns/commands/submit-campaign.server.ts';
import type { GoalFields } from '../../app/campaigns/forms/campaign.ts';
import type { PublicMedium } from '../../app/campaigns/rules/media.ts';
import type { Actor, Role } from '../../app/people/actor.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import type { Db } from '../../db/client.ts';
import { call, callForFile, testPorts, type Answer, type Call } from './calls.ts';
import { makePerson, makeSession, makeUnit } from './people.ts';

export const aGoal: GoalFields = { name: 'Cảnh báo VNeID giả', model: 27, contentSource: 'Công an tỉnh', goal: 'Nhận ra ứng dụng giả', measure: 'Tỷ lệ trả lời đúng', baseline: 61, target: 80, after: 14, topic: 'SECURITY', isDuty: false, isDrill: false, urgency: 'NORMAL', urgentReason: null };
export const someWords = { vi: { subject: 'Cảnh báo ứng dụng giả', body: 'Chỉ cài từ kho ứng dụng chính thức.' } };

/** What an outcome or an answer of a route refuses, as `field: sentence` in Vietnamese, one a line. */
export function refusals(of: unknown): string {
  const { faults } = ((of as Answer).body ?? of ?? {}) as { faults?: Record<string, { vi: string }> };
  return Object.entries(faults ?? {}).map(([field, { vi }]) => `${field}: ${vi}`).join('\n');
}

export interface CampaignWorld extends AsyncDisposable {
  db: Db;
  clock: TestClock;
  ports: ReturnType<typeof testPorts>;
  unit: string;
  maker: Actor;
  approver: Actor;
  operator: Actor;
  reader: Actor;
  id: string;
  /** Somebody else of the unit, with these roles in the whole province. */
  staff(...roles: Role[]): Promise<Actor>;
  row(): Promise<{ revision: number; submitted_hash: string | null; launched_at: string | null; is_drill: number }>;
  /** Writes words for people, for some public media, and a schedule for 23/11/2026 09:00 to 30/11 09:00. */
  write(media?: Partial<Record<PublicMedium, Record<string, unknown>>>, changes?: { sendAt?: string; notAfter?: string; stagger?: number }): Promise<void>;
  submit(): Promise<unknown>;
  launch(): Promise<void>;
  /** Asks a loader, or an action when there is a form, as one of the cast. */
  ask(route: unknown, as: Actor, params?: Record<string, string>, form?: Record<string, string> | [string, string][] | FormData, path?: string, context?: Call['context']): Promise<Answer>;
  /** The file that a loader hands out. */
  take(route: unknown, as: Actor, params?: Record<string, string>, context?: Call['context']): Promise<Response>;
}

/** A campaign with its maker, approver, operator and a reader, on Monday 23/11/2026, 08:00. */
export async function campaignWorld(changes: Partial<GoalFields> = {}): Promise<CampaignWorld> {
  const db = await freshDb();
  const clock = testClock();
  const ports = testPorts(db, clock);
  const unit = await makeUnit(db, { name: 'UBND phường Hoa Lư' });
  const staff = (...roles: Role[]): Promise<Actor> => makePerson(db, { unitId: unit, grants: roles.map((role) => ({ role, scope: 'ALL', unitId: null })) });
  const [maker, approver, operator, reader] = [await staff('CAMPAIGN_MAKER'), await staff('CAMPAIGN_APPROVER'), await staff('CHANNEL_OPERATOR'), await staff()];
  const made = await addCampaign(ports, maker, { code: 'TT-2026-01', ...aGoal, ...changes });
  if (!made.ok) throw new Error('not made');
  const { id } = made;
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (as: Actor): Promise<string> => {
    const token = tokens.get(as.id) ?? makeSession(db, as, clock.now().toISOString());
    tokens.set(as.id, token);
    return token;
  };
  const row = () => db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const must = async (outcome: Promise<{ ok: boolean; faults?: unknown }>) => {
    const { ok, faults } = await outcome;
    if (!ok) throw new Error(`refused: ${JSON.stringify(faults)}`);
  };
  return {
    db, clock, ports, unit, maker, approver, operator, reader, id, staff, row,
    async write(media = {}, { sendAt = '2026-11-23T09:00', notAfter = '2026-11-30T09:00', stagger = 0 } = {}) {
      await must(editMessage(ports, maker, id, { revision: (await row()).revision, content: someWords, channels: ['EMAIL'], sms: '' }));
      for (const [medium, words] of Object.entries(media)) await must(editPublicMedium(ports, maker, id, medium as PublicMedium, { revision: (await row()).revision, ...words }));
      await must(editSchedule(ports, maker, id, { revision: (await row()).revision, sendAt, notAfter, stagger, closed: {} }));
    },
    submit: async () => submitCampaign(ports, maker, { id, revision: (await row()).revision }),
    async launch() {
      await must(submitCampaign(ports, maker, { id, revision: (await row()).revision }));
      await must(approveCampaign(ports, approver, { id, hash: (await row()).submitted_hash ?? '', note: '' }));
    },
    async ask(route, as, params = {}, form, path = `/campaigns/${id}`, context = {}) {
      return call(route as never, { db, clock, path, params: { id, ...params }, token: await tokenOf(as), context, ...(form ? { form } : {}) });
    },
    async take(route, as, params = {}, context = {}) {
      return callForFile(route as never, { db, clock, path: `/campaigns/${id}`, params: { id, ...params }, token: await tokenOf(as), context });
    },
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}
