import { storePastSubmission } from '../../../app/contest/index.server.ts';
import { nameColumns } from '../../../app/people/index.server.ts';
import type { Db } from '../../client.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import { idFromKey, unitId } from '../ids.ts';
import { sha256 } from '../../../app/platform/signing.server.ts';
import { anchors, criteria, datasets, eligibility, outsiders, prizes, rules, tracks, type CallStory } from './contest-story.ts';

export interface Owner {
  id: string;
  email: string;
  fullName: string;
}
export interface Told {
  entryId: string;
  number: string;
  owner: Owner;
}
const department = 'so-khoa-hoc-va-cong-nghe-2025';
export const outsiderId = (email: string): string => idFromKey(`outsider:${email}`);
export const contestId = (code: string): string => idFromKey(`contest:${code}`);
export const criterionId = (code: string, at: number): string => idFromKey(`criterion:${code}:${at}`);

/** People from outside with their profiles; they have no password and sign in with a code. */
export async function storeOutsiders(db: Db, at: string): Promise<void> {
  await insertMany(db, 'user_account', outsiders.map(({ email, fullName }): NewRow<'user_account'> => ({ id: outsiderId(email), account_kind: 'SERVICE', staff_no: null, email, ...nameColumns(fullName), created_at: at })));
  await insertMany(db, 'external_account', outsiders.map(({ email }): NewRow<'external_account'> => ({ user_id: outsiderId(email), registered_at: at, verified_at: at })));
  await insertMany(db, 'contestant', outsiders.map(({ email, kind, legalName }, place): NewRow<'contestant'> => ({ user_id: outsiderId(email), kind, legal_name: legalName, tax_code: kind === 'ENTERPRISE' ? `27009000${String(place).padStart(2, '0')}` : null, phone: null, place: 'Ninh Bình', created_at: at, changed_at: at })));
}

/** A call with everything that it needs to be public. */
export async function storeCall(db: Db, call: CallStory, organiserId: string): Promise<void> {
  const contest_id = contestId(call.code);
  const { code, slug, title, summary } = call;
  await db.insertInto('contest').values({ id: contest_id, code, slug, title, summary, organiser_unit_id: unitId(department), eligibility, grace_seconds: 60, finalists: call.finalists ?? 0, pair_reasons: call.pairReasons ?? 'NONE', created_by: organiserId, created_at: call.writtenAt, published_at: call.publishedAt }).execute();
  await db.insertInto('contest_rules').values({ id: idFromKey(`rules:${code}`), contest_id, version: 1, body: rules, content_hash: sha256(rules), written_by: organiserId, written_at: call.writtenAt, published_at: call.publishedAt }).execute();
  await insertMany(db, 'contest_track', tracks.map((track, position): NewRow<'contest_track'> => ({ id: idFromKey(`track:${code}:${position}`), contest_id, title: track, position })));
  await insertMany(db, 'contest_moment', Object.entries(call.moments).map(([kind, at]): NewRow<'contest_moment'> => ({ contest_id, kind, at })));
  await insertMany(db, 'contest_prize', (call.prizes ?? prizes).map((prize, position): NewRow<'contest_prize'> => ({ id: idFromKey(`prize:${code}:${position}`), contest_id, ...prize, position })));
  await insertMany(db, 'criterion', criteria.map((criterion, position): NewRow<'criterion'> => ({ id: criterionId(code, position), contest_id, ...criterion, max_score: 10, anchors: JSON.stringify(anchors), position })));
  await insertMany(db, 'open_dataset', datasets.map(({ path, ...one }): NewRow<'open_dataset'> => ({ id: idFromKey(`dataset:${path}`), ...one, url: `https://du-lieu-mo.vi-du.invalid/${path}`, terms: 'Dùng tự do, ghi nguồn.', added_by: organiserId, added_at: call.writtenAt })), { skipExisting: true });
  await insertMany(db, 'contest_dataset', datasets.map(({ path }): NewRow<'contest_dataset'> => ({ contest_id, dataset_id: idFromKey(`dataset:${path}`) })));
}

/** Entries with their words, their team of one, and for those handed in a receipt that verifies. */
export async function storeEntries(db: Db, secret: string, call: CallStory, list: readonly { title: string; summary: string; owner: Owner; at: string; isSubmitted: boolean }[]): Promise<Told[]> {
  const told = list.map(({ owner }, place) => ({ entryId: idFromKey(`entry:${call.code}:${place}`), number: `${call.code}-${String(place + 1).padStart(3, '0')}`, owner }));
  const rowOf = ({ title, owner, at }: (typeof list)[number], place: number): NewRow<'entry'> => ({ id: told[place]?.entryId ?? '', contest_id: contestId(call.code), number: told[place]?.number ?? '', track_id: title ? idFromKey(`track:${call.code}:${place % tracks.length}`) : null, owner_id: owner.id, title, created_at: at });
  await insertMany(db, 'entry', list.map(rowOf));
  await insertMany(db, 'entry_member', list.map(({ owner, at }, place): NewRow<'entry_member'> => ({ id: idFromKey(`member:${call.code}:${place}`), entry_id: told[place]?.entryId ?? '', user_id: owner.id, email: owner.email, full_name: owner.fullName, is_lead: 1, invited_at: at, accepted_at: at })));
  await insertMany(db, 'entry_part', list.flatMap(({ title, summary, owner, at, isSubmitted }, place) => partsOf(title, summary, isSubmitted).map(([part, body]): NewRow<'entry_part'> => ({ entry_id: told[place]?.entryId ?? '', part, body, revision: 1, saved_at: at, saved_by: owner.id }))));
  await db.transaction().execute(async (tx) => {
    for (const [place, { owner, at, isSubmitted }] of list.entries()) if (isSubmitted) await storePastSubmission(tx, secret, { id: idFromKey(`submission:${call.code}:${place}`), entryId: told[place]?.entryId ?? '', by: owner.id, at });
  });
  return told;
}

/** A draft has its summary; what is handed in has every part. */
function partsOf(title: string, summary: string, isWhole: boolean): [part: string, body: string][] {
  if (!summary) return [];
  if (!isWhole) return [['SUMMARY', summary]];
  const about = title.charAt(0).toLocaleLowerCase('vi') + title.slice(1);
  return [
    ['SUMMARY', summary],
    ['PROBLEM', `Hiện nay việc “${about}” làm bằng tay, mỗi tuần mất nhiều giờ của cán bộ và người dân phải đi lại.`],
    ['SOLUTION', `Giải pháp gồm ba bước: thu thập tối thiểu, xử lý tại chỗ, trả kết quả ngay. ${summary}`],
    ['DATA', 'Dữ liệu mở của tỉnh và số liệu tổng hợp theo xã; không dùng dữ liệu cá nhân.'],
    ['LEGALITY', 'Nguồn dữ liệu được ghi rõ; không xử lý dữ liệu cá nhân nhạy cảm.'],
    ['EFFECT', 'Dự kiến giảm một phần ba số lượt đi lại; đo bằng số hồ sơ và thời gian chờ.'],
    ['MATURITY', 'Đã có bản chạy thử với dữ liệu giả lập.'],
    ['PLAN', 'Thí điểm ba tháng ở một xã, đánh giá, rồi mở rộng theo cụm.'],
  ];
}
