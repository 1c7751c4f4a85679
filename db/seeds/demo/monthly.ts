import { readModels } from '../../../app/learning/index.server.ts';
import { fanOut } from '../../../app/messaging/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import { assignModel, defaultHeader, knownFigures, plusMonths, readCalendar, saveLine, savePart, startReport, storeModels, storePastReport, takeStep, type CountedFigure, type ReportContent, type ReportLine, type ReportStep, type Period } from '../../../app/reports/index.server.ts';
import type { Db, Tx } from '../../client.ts';
import { insertMany } from '../bulk.ts';
import { unitId } from '../ids.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { isOn } from '../organisation/period.ts';
import { actorOf } from './answers.ts';
import { HOA_LU } from './cast.ts';
import { FIRST_DAY, TODAY, type DemoPerson } from './population.ts';
import { communeModels, proposeCarriers, type Carried } from './rules/model-carriers.ts';
import { drawCourse, lineOf, textsOf, type Course } from './rules/monthly-lines.ts';
import { randomFor } from './rules/random.ts';
import { atLocal } from './rules/working-time.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const organisation = loadOrganisation();
const firstMonth = '2025-12';
const lastMonth = '2026-11';
/** Communes that report beside Hoa Lư; the others have not been given any model yet. */
const communes = [HOA_LU, 'phuong-14362-tam-diep-2025', 'xa-14464-gia-vien-2025', 'xa-14620-phat-diem-2025', 'xa-14560-yen-khanh-2025', 'xa-14428-nho-quan-2025', 'phuong-14533-tay-hoa-lu-2025', 'xa-14701-yen-mo-2025'];
/** From this month on the program has counted what it knows of the units' work. */
const countedFrom = '2026-09';

interface Reporter {
  key: string;
  id: string;
  name: string;
  kind: string;
  focal: DemoPerson;
  leader: DemoPerson;
  courses: Course[];
}
interface World {
  db: Db;
  standing: Actor;
  names: ReadonlyMap<number, string>;
  periodOf: (month: string) => Period;
}

/** A year of monthly reports of a score of units, as they might have been sent; the present ones in every state. @returns how many reports there are */
export async function seedMonthly(db: Db, contentDir: string, people: readonly DemoPerson[], nowMs: number): Promise<number> {
  if ((await storeModels(db, contentDir, FIRST_DAY)).state === 'missing') return 0;
  const { plan } = readModels(contentDir);
  const models = plan?.models ?? [];
  const carried = [...proposeCarriers(models.map(({ number, roles }) => ({ number, roles: roles.map(({ role, agency }) => ({ role, agencyKey: agency })) })), TODAY, organisation), ...communes.flatMap((unitKey) => communeModels.map(([model, role]): Carried => ({ unitKey, model, role })))];
  const reporters = reportersOf(carried, people);
  const world: World = { db, standing: actorOf(people, 'STANDING_AGENCY'), names: new Map(models.map(({ number, name }) => [number, name])), periodOf: (await readCalendar(db, timeZone)).periodOf };
  await assign(world, carried.filter(({ unitKey }) => reporters.some(({ key }) => key === unitKey)));
  await grantFocal(db, reporters, people);
  let count = 0;
  await db.transaction().execute(async (tx) => {
    for (let month = firstMonth; month <= lastMonth; month = plusMonths(month, 1)) count += await writeMonth(tx, world, reporters, month);
  });
  return count + (await writePresent(world, reporters, nowMs));
}

const portsAt = (db: Db, ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone });

/** The units that carry something and have somebody who writes and somebody who leads, Hoa Lư first. */
function reportersOf(carried: readonly Carried[], people: readonly DemoPerson[]): Reporter[] {
  const keys = [HOA_LU, ...new Set(carried.map(({ unitKey }) => unitKey).filter((key) => key !== HOA_LU))];
  return keys.flatMap((key): Reporter[] => {
    const staff = people.filter((person) => person.agencyKey === key && !person.leftOn);
    const leader = key === HOA_LU ? people.find(({ cast }) => cast?.role === 'UNIT_LEADER') : staff.find((person) => person.isHead && !person.cast);
    const focal = key === HOA_LU ? people.find(({ cast }) => cast?.role === 'FOCAL_POINT') : staff.find((person) => !person.isHead && !person.cast && person.stays.every(({ from }) => from <= '2025-11-24'));
    const unit = organisation.units.find((one) => one.key === key);
    const name = unit?.names.find((one) => isOn(one, TODAY))?.name;
    if (!unit || !name || !leader || !focal) return [];
    const random = randomFor(`monthly-courses:${key}`);
    return [{ key, id: unitId(key), name, kind: unit.kind, focal, leader, courses: carried.filter(({ unitKey }) => unitKey === key).map(({ model }) => drawCourse(model, random)).toSorted((a, b) => a.model - b.model) }];
  });
}

async function assign({ db, standing }: World, carried: readonly Carried[]): Promise<void> {
  const ports = portsAt(db, atLocal('2025-11-24', 540));
  for (const { unitKey, model, role } of carried) await assignModel(ports, standing, { model, unit: unitId(unitKey), role, from: '2025-11-24', note: 'Gợi ý theo đơn vị kế thừa; chờ cơ quan thường trực xác nhận' });
}

async function grantFocal(db: Db, reporters: readonly Reporter[], people: readonly DemoPerson[]): Promise<void> {
  const random = randomFor('monthly-roles');
  const at = atLocal('2025-11-24', 500);
  const granted_by = people.find(({ cast }) => cast?.role === 'SYSTEM_ADMIN')?.id ?? null;
  await insertMany(db, 'role_assignment', reporters.filter(({ focal }) => !focal.cast).map(({ focal, id }) => ({ id: random.id(at), user_id: focal.id, role: 'FOCAL_POINT', scope: 'SUBTREE', unit_id: id, granted_by, granted_at: new Date(at).toISOString(), revoked_at: null })));
}

/** All reports of one month, on their way as far as they are in the story. */
async function writeMonth(tx: Tx, world: World, reporters: readonly Reporter[], month: string): Promise<number> {
  const period = world.periodOf(month);
  let count = 0;
  for (const [at, reporter] of reporters.entries()) {
    const random = randomFor(`monthly:${reporter.key}:${month}`);
    const steps = stepsOf(world, reporter, { at, month, random });
    if (!steps) continue;
    const handed = steps[0] ? Date.parse(steps[0].at) : atLocal(`${month}-13`, 600);
    const content = await contentOf(tx, world, reporter, { period, random, countedAt: new Date(handed).toISOString() });
    await storePastReport(tx, { unitId: reporter.id, period, content, startedAt: new Date(handed - 26 * 3_600_000).toISOString(), writtenBy: reporter.focal.id, steps });
    count += 1;
  }
  return count;
}

const lastStates: readonly (readonly ReportStep[] | null)[] = [
  [], ['HAND_IN', 'SUBMIT', 'RECEIVE', 'ACCEPT'], ['HAND_IN', 'SUBMIT', 'RECEIVE', 'RETURN'], ['HAND_IN', 'SUBMIT', 'RECEIVE'], ['HAND_IN', 'SUBMIT'], [], ['HAND_IN', 'SUBMIT', 'RECEIVE', 'ACCEPT'], null, ['HAND_IN', 'SUBMIT'], ['HAND_IN', 'SUBMIT', 'RECEIVE', 'ACCEPT'], ['HAND_IN', 'SUBMIT', 'RECEIVE'], ['HAND_IN'],
];

/** The steps of a report; null when the unit sent none. A few come late, now and then one goes round twice. */
function stepsOf({ standing }: World, { focal, leader }: Reporter, { at, month, random }: { at: number; month: string; random: ReturnType<typeof randomFor> }) {
  const isLast = month === lastMonth;
  const isLate = random.chance(0.07) || (isLast && at === 8);
  const wanted = isLast ? lastStates[at % lastStates.length] : random.chance(0.06) ? (['HAND_IN', 'SUBMIT', 'RECEIVE', 'RETURN', 'HAND_IN', 'SUBMIT', 'RECEIVE', 'ACCEPT'] as const) : (['HAND_IN', 'SUBMIT', 'RECEIVE', 'ACCEPT'] as const);
  if (!wanted) return null;
  let ms = atLocal(`${month}-${isLate ? '15' : random.pick(['10', '11', '12', '13'])}`, random.int(470, 900));
  return wanted.map((step) => {
    const by = step === 'HAND_IN' ? focal.id : step === 'SUBMIT' ? leader.id : standing.id;
    const taken = { step, by, at: new Date(ms).toISOString(), reason: 'Đề nghị bổ sung số liệu kết quả và minh chứng của các mô hình đang vướng mắc.' };
    ms += random.int(40, 400) * 60_000;
    return taken;
  });
}

async function contentOf(tx: Tx, { names }: World, reporter: Reporter, { period, random, countedAt }: { period: Period; random: ReturnType<typeof randomFor>; countedAt: string }): Promise<ReportContent> {
  const at = (Number(period.month.slice(0, 4)) - 2025) * 12 + Number(period.month.slice(5)) - 12;
  const told = reporter.courses.map((course) => lineOf(course, names.get(course.model) ?? '', at, random));
  const figures: CountedFigure[] = period.month < countedFrom ? [] : (await knownFigures(tx, { unitId: reporter.id, models: told.map(({ model }) => model), ...period }, { at: countedAt, today: countedAt.slice(0, 10), timeZone })).map((figure) => ({ ...figure, countedAt }));
  const lines = told.map((line) => asCounted(line, figures));
  const header = { ...defaultHeader({ kind: reporter.kind, name: reporter.name }), sign: `${random.int(20, 480)}/BC-${reporter.kind === 'COMMUNE_PC' ? 'UBND' : 'VP'}` };
  return { unitName: reporter.name, superior: reporter.kind === 'COMMUNE_PC' ? null : 'UBND tỉnh Ninh Bình', month: period.month, start: period.start, lastDay: period.lastDay, header: { ...header, signerTitle: header.signerTitle || reporter.leader.stays.at(-1)?.title || 'Thủ trưởng đơn vị', signerName: reporter.leader.fullName }, texts: textsOf(lines, random), lines, figures, files: [] };
}

/** Training is counted by the program itself: what the unit writes of it agrees with that, and says no number where there is none. */
function asCounted(line: ReportLine, figures: readonly CountedFigure[]): ReportLine {
  if (line.model !== 28 && line.model !== 43) return line;
  const found = figures.find(({ model, key }) => model === line.model && key === 'trained');
  return { ...line, quantity: found?.value ?? null, target: found?.total ?? null, evidence: 'Theo dõi trên hệ thống học trực tuyến.' };
}

/** What the visitor finds: Hoa Lư's November waits for its leader, its December is half written. */
async function writePresent({ db, periodOf }: World, reporters: readonly Reporter[], nowMs: number): Promise<number> {
  const ward = reporters.find(({ key }) => key === HOA_LU);
  const handed = atLocal('2026-11-13', 980);
  if (!ward || handed > nowMs) return 0;
  const focal: Actor = { id: ward.focal.id, fullName: ward.focal.fullName, accountKind: 'OPERATOR', unitId: ward.id, unitName: ward.name, grants: [{ role: 'FOCAL_POINT', scope: 'SUBTREE', unitId: ward.id }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  const november = await db.selectFrom('monthly_report').select(['id', 'revision']).where('unit_id', '=', ward.id).where('month', '=', periodOf(lastMonth).month).executeTakeFirstOrThrow();
  await takeStep(portsAt(db, handed), focal, { ...november, step: 'HAND_IN', reason: '' });
  const begun = atLocal('2026-11-20', 560);
  const started = await startReport(portsAt(db, begun), focal, { unit: ward.id, month: plusMonths(lastMonth, 1) });
  if (!started.ok) throw new Error(`The demo's report was refused: ${JSON.stringify(started.faults)}`);
  await savePart(portsAt(db, begun), focal, started.id, { part: 'DIRECTION', revision: 0, text: 'Ban hành Kế hoạch số 61/KH-UBND về cao điểm hướng dẫn dịch vụ công cuối năm.' });
  await saveLine(portsAt(db, begun), focal, started.id, { model: 23, revision: 0, fields: { status: 'IN_PROGRESS', quantity: 6_120, target: 8_000, measure: 'người', evidence: 'Danh sách do Công an phường đối chiếu ngày 19/11/2026', link: null, comment: '', difficulties: 'Một số công dân đi làm xa, chưa đến đối chiếu được.', tasks: 'Công an phường đối chiếu lưu động tại ba tổ dân phố trước ngày 10/12/2026.' } });
  for (const { id, send_at } of await db.selectFrom('message').select(['id', 'send_at']).where('source_id', 'like', 'monthly-report:%').execute()) await deliver(db, id, Date.parse(send_at));
  return 1;
}

async function deliver(db: Db, messageId: string, sent: number): Promise<void> {
  await db.deleteFrom('job').where('unique_key', '=', `fan-out:${messageId}`).execute();
  await fanOut(db, { now: () => new Date(sent) }, messageId);
  await db.updateTable('delivery').set({ state: 'ACCEPTED', accepted_at: new Date(sent + 120_000).toISOString(), attempts: 1 }).where('message_id', '=', messageId).where('state', '=', 'QUEUED').execute();
}
