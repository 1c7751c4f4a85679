import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openRenewals, publishAll, releaseCourseVersion, remindSelected, reminderPolicy, saveNote, storePaths } from '../../app/learning/index.server.ts';
import { planSteps } from '../../app/learning/rules/reminders.ts';
import { fanOut } from '../../app/messaging/index.server.ts';
import { createFileSender } from '../../app/messaging/channels/email-files.server.ts';
import { unsubscribeToken } from '../../app/messaging/unsubscribe-token.server.ts';
import { checkImport } from '../../app/people/commands/check-import.server.ts';
import { holdForm } from '../../app/people/commands/hold-form.server.ts';
import { issueLink } from '../../app/people/commands/issue-link.server.ts';
import { uploadImport } from '../../app/people/commands/upload-import.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { readEnv } from '../../app/platform/env.ts';
import { installationSecret } from '../../app/platform/signing.server.ts';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { makeMailDelivery } from '../world/deliveries.ts';
import { letterOf } from '../world/letters.ts';
import { makePerson } from '../world/people.ts';
import { tapAll } from '../world/recall.ts';
import { answerModules, student } from '../world/study.ts';
import type { Scenery } from './scenery.ts';
import { seedAssignments } from './seed-assignments.ts';
import { seedAnswers } from './seed-answers.ts';
import { seedCalls } from './seed-calls.ts';
import { seedCampaigns } from './seed-campaigns.ts';
import { seedClasses } from './seed-classes.ts';
import { seedDecisions } from './seed-decisions.ts';
import { seedContestCalls } from './seed-contest-calls.ts';
import { seedContestEntries } from './seed-contest-entries.ts';
import { seedContestJudging } from './seed-contest-judging.ts';
import { seedContestResults } from './seed-contest-results.ts';
import { seedContestTurns } from './seed-contest-turns.ts';
import { seedPacks } from './seed-packs.ts';
import { seedEscalations } from './seed-escalations.ts';
import { seedMonthly } from './seed-monthly.ts';
import { seedPackages } from './seed-vneid.ts';
import { seedQuestions } from './seed-questions.ts';
import { seedRecognition } from './seed-recognition.ts';
import { seedReports } from './seed-reports.ts';
import { seedTickets } from './seed-tickets.ts';
import { root } from './server.ts';
import { cast, seedPeople, type CastName, type Units } from './world-data.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const clock = { now: () => new Date() };

/** The people, the real courses of content/, and what each of the cast has done so far. */
async function fillFullWorld(dataDir: string): Promise<void> {
  const db = openDatabase(databaseFile(dataDir), { synchronous: 'NORMAL' });
  try {
    await migrate(db);
    const { units, ids } = await seedPeople(db);
    await releaseCourses(db);
    const version = await storeNewerVersion(db);
    const learning = await seedLearning(db, ids);
    await seedQuestions(db, units);
    const { outsider, contests } = await seedContestCalls(db, ids, units);
    const scenery: Scenery = { units, ids: { ...ids, outsider }, contests, version, mail: await seedMail(db, ids.learner, dataDir), ...(await seedCampaigns(db, ids, units)), ...(await seedPackages(db, ids, units)), ...(await seedAnswers(db, ids, units)), ...(await seedCalls(db, ids.agent)), ...learning, reminders: await seedReminders(db, ids, units), escalation: await seedEscalations(db, ids, units), tickets: await seedTickets(db, ids, units), reports: await seedReports(db, ids, units), ...(await seedContestEntries(db, ids, units, dataDir)), judging: await seedContestJudging(db, ids, units), results: await seedContestResults(db, ids, units), turns: await seedContestTurns(db, ids, units), monthly: await seedMonthly(db, ids, units), ...(await seedDesk(db, ids, units)), packs: await seedPacks(db, ids, units, dataDir), ...(await seedAssignments(db, ids, units)), ...(await seedRecognition(db, ids, units, dataDir)), ...(await seedClasses(db, ids, units)) };
    await seedDecisions(db, ids.admin, units);
    writeFileSync(join(dataDir, 'scenery.json'), JSON.stringify(scenery));
  } finally {
    await db.destroy();
  }
}

async function releaseCourses(db: Db): Promise<void> {
  for (const outcome of await publishAll(db, join(root, 'content'), { clock, timeZone })) {
    if (outcome.state === 'refused') throw new Error(`${outcome.slug} has errors: ${JSON.stringify(outcome.problems)}`);
    await releaseCourseVersion(db, null, outcome.versionId, clock.now().toISOString());
  }
  await storePaths(db, join(root, 'content'));
}

/** A version of de-an-06 with a few words changed, which waits for its release. @returns its id */
async function storeNewerVersion(db: Db): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hoc06-newer-'));
  try {
    cpSync(join(root, 'content'), folder, { recursive: true });
    const file = join(folder, 'courses/de-an-06/course.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Đề án 06 là gì, vì sao', 'Đề án 06 gồm những gì, vì sao'));
    const outcomes = await publishAll(db, folder, { clock, timeZone });
    const newer = outcomes.find((outcome) => outcome.state === 'published');
    if (newer?.state !== 'published') throw new Error('No newer version was stored');
    return newer.versionId;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seedLearning(db: Db, ids: Record<CastName, string>): Promise<Pick<Scenery, 'certificate' | 'attempts' | 'recall' | 'pretest'>> {
  const how = { secret: await installationSecret(db, undefined), now: new Date(Date.now() - 60_000).toISOString() };
  const due = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  for (const course of ['de-an-06', 'an-toan-thong-tin']) await student(db, ids.learner, course, how).enrol(due);
  await seedNotes(db, ids.learner, how.now);
  const finisher = student(db, ids.finisher, 'de-an-06', { ...how, now: daysAgo(40) });
  await finisher.enrol();
  await finisher.learn();
  await finisher.passModules();
  await finisher.pass('cuoi-khoa');
  const closer = student(db, ids.closer, 'an-toan-thong-tin', how);
  await closer.enrol('2026-11-01');
  await closer.learn();
  await closer.passModules();
  const examinee = student(db, ids.examinee, 'de-an-06', how);
  await examinee.enrol();
  await examinee.learn();
  const open = await examinee.begin('kiem-tra-m1', 3);
  await stretch(db, open);
  const certificate = await db.selectFrom('certificate').select(['id', 'verify_code as code']).where('user_id', '=', ids.finisher).executeTakeFirstOrThrow();
  const { id: submitted } = await db.selectFrom('attempt').select('id').where('user_id', '=', ids.closer).orderBy('id', 'desc').executeTakeFirstOrThrow();
  return { certificate, attempts: { open, submitted }, recall: await seedRecall(db, ids.finisher), pretest: await seedRenewals(db, ids, how) };
}

/** What the learner noted on the first lessons of both courses. */
async function seedNotes(db: Db, userId: string, now: string): Promise<void> {
  const noted: Readonly<Record<string, string>> = {
    'con-nguoi-la-cua-vao': 'Ba câu hỏi trước khi bấm: ai gửi, muốn mình làm gì, kiểm tra bằng kênh nào.\nIn một tờ nhỏ dán ở quầy.',
    'buc-tranh-nguy-co': 'Chuyện ở xã bên: gọi lại số trong danh bạ trước khi chuyển tiền.\nKể ở buổi giao ban thứ Hai.',
    'de-an-06-la-gi': 'Hỏi anh Đức phần kho giấy tờ điện tử.\nXem lại hình ba nền tảng.',
  };
  const lessons = await db.selectFrom('lesson').select(['id', 'slug']).where('slug', 'in', Object.keys(noted)).execute();
  for (const { id: lessonId, slug } of lessons) await saveNote(db, { userId, lessonId, body: noted[slug] ?? '', revision: 0, now });
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** Two weeks in which the finisher answered what came back, and half of it rightly; more is due today. @returns her last answer */
async function seedRecall(db: Db, userId: string): Promise<Scenery['recall']> {
  for (const days of [30, 20]) await tapAll(db, userId, daysAgo(days), (at) => at % 2 === 0);
  const { id: answer } = await db.selectFrom('recall_answer').select('id').where('user_id', '=', userId).orderBy('answered_at', 'desc').orderBy('id', 'desc').executeTakeFirstOrThrow();
  return { answer };
}

/** Two people completed the security course eleven months ago, and their renewals are open: one has sat the pre-test. @returns its attempt */
async function seedRenewals(db: Db, ids: Record<CastName, string>, how: { secret: string; now: string }): Promise<string> {
  const course = 'an-toan-thong-tin';
  const then = new Date(Date.now() - 335 * 86_400_000).toISOString();
  for (const id of [ids.appraiser, ids.lawyer]) {
    const before = student(db, id, course, { ...how, now: then });
    await before.enrol();
    await before.learn();
    await before.passModules();
    await before.pass('cuoi-khoa');
  }
  await openRenewals({ db, clock, timeZone });
  const lawyer = student(db, ids.lawyer, course, { ...how, now: clock.now().toISOString() });
  const attemptId = await lawyer.begin('kiem-tra-dau-vao');
  await answerModules(db, { ...how, attemptId, userId: ids.lawyer, modules: ['m1-trach-nhiem', 'm2-tai-khoan', 'm3-gia-danh', 'm5-dien-thoai-qr', 'm8-bi-mat-nha-nuoc'] });
  await lawyer.submit(attemptId);
  return attemptId;
}

/** Gives an open attempt a day, so that no test run outlasts it. */
async function stretch(db: Db, attemptId: string): Promise<void> {
  const end = new Date(Date.now() + 86_400_000).toISOString();
  await db.updateTable('attempt').set({ due_at: end }).where('id', '=', attemptId).execute();
  await db.updateTable('job').set({ run_at: end }).where('unique_key', 'like', `%${attemptId}`).execute();
}

/** The leader has reminded the learner this morning; the rule reminds her again as the due day comes. */
async function seedReminders(db: Db, ids: Record<CastName, string>, units: Units): Promise<Scenery['reminders']> {
  const leader: Actor = { id: ids.leader, fullName: cast.leader.fullName, accountKind: 'OPERATOR', unitId: units.commune, unitName: 'UBND phường Hoa Lư', grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: units.commune }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  const sent = await remindSelected({ db, clock, timeZone }, leader, { course: 'de-an-06', who: [ids.learner] });
  if (!sent.ok) throw new Error('The reminder was refused');
  const { id: batch } = await db.selectFrom('reminder_batch').select('id').executeTakeFirstOrThrow();
  const { id: message } = await db.selectFrom('message').select('id').where('source_id', '=', batch).executeTakeFirstOrThrow();
  await fanOut(db, clock, message);
  // As with campaigns: nothing is sent while pages are looked at.
  await db.deleteFrom('job').where('name', '=', 'messaging.fan-out').execute();
  await db.updateTable('delivery').set({ state: 'ACCEPTED', accepted_at: clock.now().toISOString() }).where('message_id', '=', message).where('state', '=', 'QUEUED').execute();
  const { dueOn } = await db.selectFrom('enrollment').select(sql<string>`max(due_on)`.as('dueOn')).executeTakeFirstOrThrow();
  const holidays = new Set((await db.selectFrom('holiday').select('day').execute()).map((row) => row.day));
  return { batch, day: planSteps(dueOn, reminderPolicy.fallback, holidays).find((step) => step.key === 'after-3')?.day ?? dueOn };
}

/** What administrators have on their desks. */
async function seedDesk(db: Db, ids: Record<CastName, string>, units: Units): Promise<Pick<Scenery, 'imports' | 'held' | 'activationToken' | 'disabled' | 'assignment'>> {
  const now = new Date();
  const trainer: Actor = { id: ids.trainer, fullName: cast.trainer.fullName, accountKind: 'OPERATOR', unitId: units.province, unitName: '', grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  const upload = async (text: string) => {
    const result = await uploadImport(db, trainer, { name: 'danh-sach-can-bo.csv', bytes: Buffer.from(text) }, now.toISOString());
    if (!result.ok) throw new Error(result.fault.key);
    return result.batchId;
  };
  const checked = await upload('Mã số cán bộ,Họ và tên,Thư điện tử,Đơn vị\nCB80001,Lý Thái Hoà,thai-hoa@vi-du.invalid,UBND phường Hoa Lư\nCB80002,,khong-ten@vi-du.invalid,Đơn vị không có thật\n');
  await checkImport(db, trainer, checked, undefined, { now, today: now.toISOString().slice(0, 10) });
  const unmapped = await upload('Cột một,Cột hai,Cột ba\nCB80003,Lý Thường Kiệt,UBND phường Hoa Lư\n');
  const leaver = await makePerson(db, { fullName: 'Đoàn Thị Ẩn', staffNo: 'CB90020', email: null, unitId: units.office });
  await db.updateTable('user_account').set({ disabled_at: now.toISOString(), disabled_reason: 'ADMIN' }).where('id', '=', leaver.id).execute();
  await db.updateTable('user_account').set({ phone: '+84300000001' }).where('id', 'in', [ids.leader, ids.closer]).execute();
  const newcomer = await makePerson(db, { fullName: 'Tạ Mỹ Uyên', staffNo: 'CB90021', email: 'my-uyen@vi-du.invalid', unitId: units.counter });
  const link = await db.transaction().execute((tx) => issueLink(tx, { userId: newcomer.id, purpose: 'ACTIVATE', createdBy: null, now, hours: 72 }));
  const held = await holdForm(db, { userId: ids.learner, path: '/learn/de-an-06/de-an-06-la-gi/note', body: 'body=Ghi+chú+giữ+lại&revision=0', now: now.toISOString() });
  const { id: assignment } = await db.selectFrom('role_assignment').select('id').where('user_id', '=', ids.leader).executeTakeFirstOrThrow();
  return { imports: { checked, unmapped }, held, activationToken: link.token, disabled: leaver.id, assignment };
}

/** One mail in the ledger and one that was kept as a file. */
async function seedMail(db: Db, userId: string, dataDir: string): Promise<Scenery['mail']> {
  const secret = await installationSecret(db, undefined);
  const deliveryId = await makeMailDelivery(db, userId);
  const outcome = await createFileSender(readEnv({ DATA_DIR: dataDir }), secret, clock).send(letterOf({ deliveryId, takenAt: clock.now().toISOString() }));
  if (outcome.kind !== 'accepted') throw new Error('The mail was not kept');
  const kept = `/admin/mail/${outcome.providerId?.slice('file:'.length, -'.eml'.length)}`;
  return { token: unsubscribeToken(secret, { deliveryId, userId, topic: 'TRAINING' }), kept };
}

await fillFullWorld(process.argv[2] ?? '');
