import { usualTerms, type PairReasons, type PublicVote } from '../../app/contest/rules/terms.ts';
import type { Actor } from '../../app/people/actor.ts';
import { nameColumns } from '../../app/people/rules/sort-key.ts';
import { newId } from '../../app/platform/ids.ts';
import { sha256 } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
import { makePerson, makeUnit } from './people.ts';

export type Moments = Record<'OPENS' | 'ENTRIES_CLOSE' | 'SCREENING_ENDS' | 'SCORING_ENDS' | 'RESULTS', string>;

/** Open on the day of the test clock (23/11/2026), to be entered until the last second of the year in Vietnam. */
export const usualMoments: Moments = {
  OPENS: '2026-11-01T01:00:00.000Z',
  ENTRIES_CLOSE: '2026-12-31T16:59:59.000Z',
  SCREENING_ENDS: '2027-01-15T16:59:59.000Z',
  SCORING_ENDS: '2027-02-15T16:59:59.000Z',
  RESULTS: '2027-03-01T02:00:00.000Z',
};

export interface ContestTraits {
  slug?: string;
  code?: string;
  title?: string;
  createdBy?: string;
  unitId?: string;
  moments?: Partial<Moments>;
  blind?: boolean;
  reviewsPerEntry?: number;
  scoringMethod?: 'ADDITIVE' | 'RAW_MEAN';
  graceSeconds?: number;
  finalists?: number;
  lateUploadMinutes?: number;
  publicVote?: PublicVote;
  pairReasons?: PairReasons;
  tracks?: readonly string[];
  /** Title and weight as a share; the weights add up to 1. */
  criteria?: readonly { title: string; weight: number; maxScore?: number }[];
  prizes?: readonly { kind: string; title: string; count?: number; amount?: number }[];
  datasets?: readonly string[];
  rules?: string;
  publishedAt?: string | null;
  closedAt?: string | null;
  judged?: JudgedAt;
}

/** When entries were handed in, given out and their sheets locked, for `judgedRound`. */
export interface JudgedAt {
  handedIn: string;
  givenOut: string;
  locked: string;
}

export interface MadeContest {
  id: string;
  slug: string;
  code: string;
  unitId: string;
  organiserId: string;
  tracks: string[];
  criteria: string[];
  prizes: string[];
  datasets: string[];
  rulesId: string;
  judged?: JudgedAt | undefined;
}

const writtenAt = '2026-10-20T02:00:00.000Z';
let counter = 0;

/** A contest with everything that publication asks for: published, with its rules in version 1. */
export async function makeContest(db: Db, traits: ContestTraits = {}): Promise<MadeContest> {
  counter += 1;
  const [id, code] = [newId(), traits.code ?? `CT${counter}`];
  const slug = traits.slug ?? `sang-kien-${counter}`;
  const unitId = traits.unitId ?? (await makeUnit(db, { name: 'Sở Khoa học và Công nghệ', kind: 'DEPARTMENT', level: 'PROVINCE' }));
  const organiserId = traits.createdBy ?? (await makeOrganiser(db, unitId)).id;
  const publishedAt = traits.publishedAt === undefined ? '2026-10-31T02:00:00.000Z' : traits.publishedAt;
  await db
    .insertInto('contest')
    .values({ id, slug, code, title: traits.title ?? 'Sáng kiến dữ liệu vì người dân', summary: 'Tìm ứng dụng sử dụng dữ liệu dân cư và dữ liệu mở.', organiser_unit_id: unitId, eligibility: 'Cá nhân, tổ chức, doanh nghiệp có địa chỉ tại Việt Nam.', blind: traits.blind === false ? 0 : 1, reviews_per_entry: traits.reviewsPerEntry ?? 3, scoring_method: traits.scoringMethod ?? 'ADDITIVE', grace_seconds: traits.graceSeconds ?? 0, finalists: traits.finalists ?? 0, late_upload_minutes: traits.lateUploadMinutes ?? usualTerms.lateUploadMinutes, public_vote: traits.publicVote ?? usualTerms.publicVote, pair_reasons: traits.pairReasons ?? usualTerms.pairReasons, created_by: organiserId, created_at: writtenAt, published_at: publishedAt, closed_at: traits.closedAt ?? null })
    .execute();
  for (const [kind, at] of Object.entries({ ...usualMoments, ...traits.moments })) await db.insertInto('contest_moment').values({ contest_id: id, kind, at }).execute();
  const rulesId = await makeRules(db, { id, organiserId }, { body: traits.rules ?? 'Mỗi đội nộp **một** bài.', publishedAt });
  return { id, slug, code, unitId, organiserId, rulesId, judged: traits.judged, ...(await fillContest(db, id, organiserId, traits)) };
}

async function fillContest(db: Db, id: string, organiserId: string, traits: ContestTraits): Promise<Pick<MadeContest, 'tracks' | 'criteria' | 'prizes' | 'datasets'>> {
  const tracks = (traits.tracks ?? ['Chính quyền số', 'Y tế và giáo dục']).map((title, position) => ({ id: newId(), contest_id: id, title, position }));
  const criteria = (traits.criteria ?? [{ title: 'Tính mới', weight: 0.4 }, { title: 'Khả năng áp dụng', weight: 0.6 }]).map(({ title, weight, maxScore }, position) => ({ id: newId(), contest_id: id, title, weight, max_score: maxScore ?? 10, anchors: JSON.stringify(['1–3: chưa rõ', '8–10: rất rõ']), position }));
  const prizes = (traits.prizes ?? [{ kind: 'FIRST', title: 'Giải nhất', amount: 50_000_000 }]).map(({ kind, title, count, amount }, position) => ({ id: newId(), contest_id: id, kind, title, count: count ?? 1, amount: amount ?? null, position }));
  const datasets = (traits.datasets ?? ['Danh mục thủ tục hành chính']).map((title) => ({ id: newId(), title, holder: 'Sở Khoa học và Công nghệ', url: 'https://du-lieu-mo.vi-du.invalid/tthc', terms: 'Ghi nguồn khi sử dụng.', added_by: organiserId, added_at: writtenAt }));
  for (const row of tracks) await db.insertInto('contest_track').values(row).execute();
  for (const row of criteria) await db.insertInto('criterion').values(row).execute();
  for (const row of prizes) await db.insertInto('contest_prize').values(row).execute();
  for (const row of datasets) {
    await db.insertInto('open_dataset').values(row).execute();
    await db.insertInto('contest_dataset').values({ contest_id: id, dataset_id: row.id }).execute();
  }
  const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);
  return { tracks: ids(tracks), criteria: ids(criteria), prizes: ids(prizes), datasets: ids(datasets) };
}

/** Somebody who organises contests. */
export function makeOrganiser(db: Db, unitId?: string): Promise<Actor> {
  return makePerson(db, { fullName: 'Kiều Văn Phấn', ...(unitId ? { unitId } : {}), grants: [{ role: 'CONTEST_ORGANISER', scope: 'ALL', unitId: null }] });
}

/** A further version of a contest's rules. @returns its id */
export async function makeRules(db: Db, contest: { id: string; organiserId: string }, { version = 1, body = 'Mỗi đội nộp **một** bài.', publishedAt = '2026-10-31T02:00:00.000Z' }: { version?: number; body?: string; publishedAt?: string | null } = {}): Promise<string> {
  const id = newId();
  await db.insertInto('contest_rules').values({ id, contest_id: contest.id, version, body, content_hash: sha256(body), written_by: contest.organiserId, written_at: writtenAt, published_at: publishedAt }).execute();
  return id;
}

/** The same minutes more for everybody. */
export async function extendContest(db: Db, contest: Pick<MadeContest, 'id' | 'organiserId'>, minutes: number, reason = 'Đường truyền của trung tâm dữ liệu bị đứt', decidedAt = '2026-12-31T15:00:00.000Z'): Promise<void> {
  await db.insertInto('contest_extension').values({ id: newId(), contest_id: contest.id, minutes, reason, decided_by: contest.organiserId, decided_at: decidedAt }).execute();
}

export interface OutsiderTraits {
  fullName?: string;
  email?: string;
  kind?: 'INDIVIDUAL' | 'ORGANISATION' | 'ENTERPRISE';
  legalName?: string;
  taxCode?: string;
  /** Without a profile yet. */
  isNew?: boolean;
}

/** Somebody from outside with a verified address and, unless new, a profile; ready to be used as an actor. */
export async function makeOutsider(db: Db, traits: OutsiderTraits = {}): Promise<Actor & { email: string }> {
  counter += 1;
  const [id, fullName, email] = [newId(), traits.fullName ?? 'Lương Thế Vinh', traits.email ?? `nguoi-du-thi-${counter}@vi-du.invalid`];
  await db.insertInto('user_account').values({ id, account_kind: 'SERVICE', staff_no: null, email, ...nameColumns(fullName), created_at: writtenAt }).execute();
  await db.insertInto('external_account').values({ user_id: id, registered_at: writtenAt, verified_at: writtenAt, erased_at: null }).execute();
  const kind = traits.kind ?? 'INDIVIDUAL';
  const legal_name = kind === 'INDIVIDUAL' ? null : (traits.legalName ?? (kind === 'ENTERPRISE' ? 'Công ty cổ phần Dữ liệu Tràng An' : 'Hội Tin học tỉnh'));
  if (!traits.isNew) await db.insertInto('contestant').values({ user_id: id, kind, legal_name, tax_code: kind === 'ENTERPRISE' ? (traits.taxCode ?? '2700123456') : null, phone: '0912345678', place: 'Ninh Bình', created_at: writtenAt, changed_at: writtenAt }).execute();
  return { id, fullName, email, accountKind: 'SERVICE', unitId: null, unitName: null, grants: [], mustChangePassword: false, sessionId: newId(), locale: 'vi', theme: 'system' };
}
