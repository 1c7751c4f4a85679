import { join } from 'node:path';
import type { Db } from '../../db/client.ts';
import { attachCopy } from '../../app/learning/commands/attach-copy.server.ts';
import { decideRequest } from '../../app/learning/commands/decide-request.server.ts';
import { beginRequest, submitRequest } from '../../app/learning/commands/write-request.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { momentOf } from '../../app/people/ports.ts';
import { plusDays } from '../../app/platform/days.ts';
import { newId } from '../../app/platform/ids.ts';
import { done } from '../world/contest-entries.ts';
import { pdf } from '../world/entry-files.ts';
import { arriving } from '../world/recognition.ts';
import { cast, type CastName, type Units } from './world-data.ts';

/** The learner's request that is still written, the examinee's that waits, the closer's that was refused. */
export interface RecognitionScenery {
  draft: string;
  waiting: string;
  refused: string;
}

/** Certificates from elsewhere that three of the cast ask to have recognised. */
export async function seedRecognition(db: Db, ids: Record<CastName, string>, units: Units, dataDir: string): Promise<{ recognition: RecognitionScenery }> {
  const ports = { db, clock: { now: () => new Date() }, timeZone: 'Asia/Ho_Chi_Minh', filesDir: join(dataDir, 'files'), scanner: { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 } };
  const { today } = momentOf(ports);
  const actor = (name: CastName, grants: Actor['grants'] = []): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.counter, unitName: '', grants, mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
  const { id: courseId } = await db.selectFrom('course').select('id').where('slug', '=', 'an-toan-thong-tin').executeTakeFirstOrThrow();
  const ask = async (name: CastName, { title, number, isSent }: { title: string; number: string; isSent: boolean }) => {
    const id = newId();
    await done(beginRequest(ports, actor(name), { id, revision: 0, courseId, title, number, issuer: 'Học viện An ninh mạng (ví dụ)', issuedOn: plusDays(today, -70), lastDay: plusDays(today, 295), note: null }));
    await done(attachCopy(ports, actor(name), id, { name: 'Chứng nhận bồi dưỡng an ninh mạng.pdf', pieces: arriving(pdf(number)) }));
    if (isSent) await done(submitRequest(ports, actor(name), id));
    return id;
  };
  const draft = await ask('learner', { title: 'Bồi dưỡng kỹ năng an toàn thông tin cho người dùng cuối', number: '0512/CN-ATTT', isSent: false });
  const waiting = await ask('examinee', { title: 'Bồi dưỡng an ninh mạng cho cán bộ cấp xã, đợt tháng 9 năm 2026', number: '0417/CN-ATTT', isSent: true });
  const refused = await ask('closer', { title: 'Tin học văn phòng nâng cao', number: '88/THVP', isSent: true });
  await done(decideRequest(ports, actor('trainer', [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }]), refused, { decision: 'REFUSED', lastDay: null, reason: 'Nội dung không có phần an toàn thông tin và bảo vệ dữ liệu cá nhân.' }));
  await db.deleteFrom('job').where('name', '=', 'messaging.fan-out').execute();
  return { recognition: { draft, waiting, refused } };
}
