import { join } from 'node:path';
import { inviteMember } from '../../app/contest/commands/entry-team.server.ts';
import { handInEntry } from '../../app/contest/commands/hand-in-entry.server.ts';
import { saveEntryPart } from '../../app/contest/commands/save-entry-part.server.ts';
import { startEntry } from '../../app/contest/commands/start-entry.server.ts';
import { uploadEntryFile } from '../../app/contest/commands/upload-entry-file.server.ts';
import { withdrawEntry } from '../../app/contest/commands/withdraw-entry.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { installationSecret } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
import { done, fillEntry, inPieces } from '../world/contest-entries.ts';
import { makeContest, makeOutsider } from '../world/contests.ts';
import { office, pdf } from '../world/entry-files.ts';
import { inDays } from './seed-contest-results.ts';
import { cast, type CastName, type Units } from './world-data.ts';

const clock = { now: () => new Date() };

/** What the pages of entries show: one that was handed in and changed since, one that has just begun, one that was withdrawn, a contest to begin in, an invitation. */
export interface EntryScenery {
  contest: string;
  full: string;
  fresh: string;
  /** Handed in and withdrawn, with the receipt of that. */
  taken: string;
  withdrawal: string;
  invitation: string;
}

/** The learner's entries in a contest that is open. */
export async function seedContestEntries(db: Db, ids: Record<CastName, string>, units: Units, dataDir: string): Promise<{ entries: EntryScenery }> {
  const contest = await makeContest(db, { slug: 'sang-kien-dang-viet', code: 'SKDL', unitId: units.province, createdBy: ids.organiser, moments: { OPENS: inDays(-10, '01:00:00.000Z'), ENTRIES_CLOSE: inDays(30), SCREENING_ENDS: inDays(45), SCORING_ENDS: inDays(60), RESULTS: inDays(70, '02:00:00.000Z') } });
  const actor = (name: CastName): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.counter, unitName: '', grants: [], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
  const learner = actor('learner');
  const at = clock.now().toISOString();
  await db.insertInto('contestant').values({ user_id: learner.id, kind: 'INDIVIDUAL', phone: '0912345678', place: 'Ninh Bình', created_at: at, changed_at: at }).execute();
  const ports = { db, clock, timeZone: 'Asia/Ho_Chi_Minh', secret: await installationSecret(db, undefined), filesDir: join(dataDir, 'files'), scanner: { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 } };
  const begin = (title: string) => done(startEntry(ports, learner, { slug: contest.slug, title, trackId: contest.tracks[0] ?? null }));
  const [{ id: full }, { id: fresh }] = [await begin('Bản đồ điểm ngập từ phản ánh của người dân'), await begin('Trợ lý tìm thủ tục hành chính')];
  await fillEntry(ports, learner, full);
  for (const [name, bytes] of [['Thuyết minh giải pháp.pdf', pdf()], ['Số liệu thử nghiệm tại ba phường trong quý III năm 2026.xlsx', office('xlsx')]] as const) await done(uploadEntryFile(ports, learner, full, { name, pieces: inPieces(bytes, 1_000) }));
  await done(handInEntry(ports, learner, { entryId: full, key: 'seed-form', rulesId: contest.rulesId }));
  await done(saveEntryPart(ports, learner, { entryId: full, part: 'LEGALITY' }, { body: 'Dữ liệu mở theo Luật Dữ liệu.\nMẬT\n', revision: 1 }));
  const { id: taken } = await begin('Nhắc hạn giấy tờ sắp hết hiệu lực');
  await fillEntry(ports, learner, taken);
  await done(handInEntry(ports, learner, { entryId: taken, key: 'seed-taken', rulesId: contest.rulesId }));
  const { receiptId: withdrawal } = await done(withdrawEntry(ports, learner, taken));
  await done(inviteMember(ports, learner, full, { email: (await makeOutsider(db)).email, fullName: 'Lương Thế Vinh' }));
  const { token } = await done(inviteMember(ports, learner, full, { email: cast.closer.email, fullName: cast.closer.fullName }));
  await db.deleteFrom('job').where('name', '=', 'messaging.fan-out').execute();
  return { entries: { contest: contest.slug, full, fresh, taken, withdrawal, invitation: token } };
}
