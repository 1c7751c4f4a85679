import type { Actor, Role } from '../../app/people/actor.ts';
import { assignModel, monthsToWrite, saveLine, savePart, startReport, storeModels, takeStep } from '../../app/reports/index.server.ts';
import type { Db } from '../../db/client.ts';
import type { Scenery } from './scenery.ts';
import { cast, type CastName, type Units } from './world-data.ts';
import { root } from './server.ts';
import { join } from 'node:path';

const timeZone = 'Asia/Ho_Chi_Minh';
const clock = { now: () => new Date() };

/** The register of models with who carries them, and reports of the commune and its offices in several states, by the product's own commands. */
export async function seedMonthly(db: Db, ids: Record<CastName, string>, units: Units): Promise<Scenery['monthly']> {
  const ports = { db, clock, timeZone };
  const actor = (name: CastName, role: Role, unitId: string | null): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.commune, unitName: '', grants: [{ role, scope: unitId === null ? 'ALL' : 'SUBTREE', unitId }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
  const [focal, leader, standing] = [actor('focal', 'FOCAL_POINT', units.commune), actor('leader', 'UNIT_LEADER', units.commune), actor('standing', 'STANDING_AGENCY', null)];
  await storeModels(db, join(root, 'content'), clock.now().toISOString().slice(0, 10));
  let assignment = '';
  for (const [unit, models] of [[units.commune, [4, 23, 27, 28, 41]], [units.office, [28, 43]], [units.counter, [2, 28]]] as const) {
    for (const model of models) {
      const made = await assignModel(ports, standing, { model, unit, role: 'IMPLEMENTER', from: '2026-01-01', note: 'Công văn giao nhiệm vụ của Tổ công tác' });
      if (made.ok) assignment = made.id;
    }
  }
  const [now = '', before = ''] = await monthsToWrite(ports, 2);
  const write = async (unit: string, month: string, models: readonly number[], isWhole: boolean) => {
    const started = await startReport(ports, focal, { unit, month });
    if (!started.ok) throw new Error(JSON.stringify(started.faults));
    await savePart(ports, focal, started.id, { part: 'HEADER', revision: 0, header: { sign: '12/BC-UBND', place: 'Hoa Lư', onBehalf: 'TM. ỦY BAN NHÂN DÂN', signerTitle: 'CHỦ TỊCH', signerName: '' } });
    await savePart(ports, focal, started.id, { part: 'DIRECTION', revision: 0, text: 'Ban hành Kế hoạch số 45/KH-UBND về đẩy mạnh Đề án 06.\nGiao ban hằng tuần với tổ công nghệ số cộng đồng.' });
    if (isWhole) {
      await savePart(ports, focal, started.id, { part: 'DIFFICULTIES', revision: 0, text: 'Người cao tuổi còn ngại dùng điện thoại thông minh.' });
      await savePart(ports, focal, started.id, { part: 'NEXT', revision: 0, text: 'Tổ chức hai buổi hướng dẫn tại nhà văn hoá.' });
    }
    for (const [at, model] of models.entries()) if (isWhole || at < 2) await saveLine(ports, focal, started.id, { model, revision: 0, fields: { status: (['IN_PROGRESS', 'MAINTAINED', 'BLOCKED', 'COMPLETED'] as const)[at % 4] ?? 'IN_PROGRESS', quantity: 120 + at * 35, target: 500, measure: 'người', evidence: 'Báo cáo của tổ công nghệ số cộng đồng', link: null, comment: '', difficulties: at === 2 ? 'Thiết bị đọc thẻ chưa đủ, đang chờ cấp bổ sung.' : '', tasks: at === 2 ? 'Mượn thiết bị của quầy một cửa, làm xong trước ngày 10.' : '' } });
    return started.id;
  };
  const step = async (id: string, by: Actor, name: 'HAND_IN' | 'SUBMIT' | 'RECEIVE' | 'ACCEPT') => {
    const { revision } = await db.selectFrom('monthly_report').select('revision').where('id', '=', id).executeTakeFirstOrThrow();
    const taken = await takeStep(ports, by, { id, step: name, revision, reason: '' });
    if (!taken.ok) throw new Error(JSON.stringify(taken.faults));
  };
  const draft = await write(units.commune, now, [4, 23, 27, 28, 41], false);
  const accepted = await write(units.commune, before, [4, 23, 27, 28, 41], true);
  const pending = await write(units.office, before, [28, 43], true);
  const submitted = await write(units.counter, before, [2, 28], true);
  for (const id of [accepted, pending, submitted]) await step(id, focal, 'HAND_IN');
  for (const id of [accepted, submitted]) await step(id, leader, 'SUBMIT');
  await step(accepted, standing, 'RECEIVE');
  await step(accepted, standing, 'ACCEPT');
  // Nothing is sent while pages are looked at.
  await db.deleteFrom('job').where('name', '=', 'messaging.fan-out').execute();
  return { assignment, draft, accepted, pending, submitted, month: before };
}
