import { eraseTickets, receiveTicket, workTicket } from '../../../app/faq/index.server.ts';
import { must } from './answer-desk.ts';
import type { CallCentre, HandedCall } from './calls.ts';
import { randomFor, type Random } from './rules/random.ts';
import { mailOf, replyByMail } from './ticket-replies.ts';
import { isWorkingDay, localDay, plusDays, workingDayFrom, atLocal } from './rules/working-time.ts';

const hour = 3_600_000;
const day = 24 * hour;
const kinds = [
  { kind: 'QUESTION', bodies: ['tong-dai-c06', 'cong-an-xa', 'trung-tam-hcc', 'bhxh'], weight: 60 }, { kind: 'LEGAL_AID', bodies: ['tro-giup-phap-ly'], weight: 10 }, { kind: 'LEGAL_HELP', bodies: ['ubnd-xa'], weight: 12 },
  { kind: 'FEEDBACK', bodies: ['ubnd-xa', 'trung-tam-hcc'], weight: 14 }, { kind: 'COMPLAINT', bodies: ['tiep-cong-dan'], weight: 4 },
] as const;
const families = ['Đặng', 'Bùi', 'Lương', 'Phan', 'Hà', 'Trịnh', 'Quách', 'Đinh'] as const;
const givens = ['Thị Sen', 'Văn Lực', 'Thị Mận', 'Xuân Bình', 'Thị Khuyên', 'Văn Đoàn', 'Thị Ngát', 'Đình Quý'] as const;

/** The tickets that calls became, worked on by the program's own commands at their moment; the last ones are still open, a few late. */
export async function seedTickets(centre: CallCentre, handed: readonly HandedCall[]): Promise<number> {
  const bodies = new Set((await centre.db.selectFrom('competent_body').select('key').execute()).map(({ key }) => key));
  let count = 0;
  for (const call of handed) {
    const random = randomFor(`ticket:${call.id}`);
    const kind = random.weighted(kinds, (one) => one.weight);
    const body = kind.bodies.find((key) => bodies.has(key) && random.chance(0.6)) ?? kind.bodies.find((key) => bodies.has(key));
    if (!body) continue;
    await tellTicket(centre, call, { kind: kind.kind, body, random });
    count += 1;
  }
  await eraseTickets(portsAt(centre, centre.nowMs));
  // Reminders of what has been answered meanwhile are no work for whoever starts the demo.
  await centre.db.deleteFrom('job').where('name', '=', 'faq.escalate-ticket').where('run_at', '<', new Date(centre.nowMs - 30 * day).toISOString()).execute();
  return count;
}

const portsAt = ({ db, secret }: CallCentre, ms: number) => ({ db, secret, clock: { now: () => new Date(ms) }, timeZone: 'Asia/Ho_Chi_Minh' });

/** Half of those who ask for legal aid have a day by which they must act. */
function limitationOf(call: HandedCall, kind: string): string | null {
  const random = randomFor(`limitation:${call.id}`);
  return kind === 'LEGAL_AID' && random.chance(0.5) ? plusDays(localDay(call.endedAt), random.int(3, 40)) : null;
}

async function tellTicket(centre: CallCentre, call: HandedCall, { kind, body, random }: { kind: (typeof kinds)[number]['kind']; body: string; random: Random }): Promise<void> {
  const mail = mailOf(call.id);
  const reply = mail ? ({ contact: mail, replyChannel: 'EMAIL' } as const) : call.number ? ({ contact: `0${call.number.slice(3)}`, replyChannel: 'PHONE' } as const) : ({ contact: '', replyChannel: 'IN_PERSON' } as const);
  const name = call.number ? `${random.pick(families)} ${random.pick(givens)}` : '';
  await must(call.id, receiveTicket(portsAt(centre, call.endedAt), centre.agent, { once: call.id, kind, bodyKey: body, callId: call.id, unitId: call.unitId, summary: call.question, name, ...reply, aidGroup: null, limitationOn: limitationOf(call, kind), party: '' }));
  for (const [revision, step] of stepsOf(call.endedAt, random).entries()) {
    // What was started lately is not finished: the board of the demo's morning has tickets in every state.
    const stops = call.endedAt > centre.nowMs - 12 * day && random.chance(0.5);
    if (step.at > centre.nowMs || (stops && (step.deed !== 'answer' || random.chance(0.7)))) return;
    if (stops) return must(call.id, workTicket(portsAt(centre, step.at), centre.lawyer, { id: call.id, revision, deed: 'wait', note: 'Chờ người dân bổ sung giấy tờ.', to: null, bodyKey: '' }));
    if (mail && step.deed === 'tell') {
      // What bounced waits for somebody to call; older ones were called back, and are closed with that.
      const arrived = await replyByMail(centre, call.id, { revision, text: answerNote, at: step.at });
      if (arrived || call.endedAt < centre.nowMs - 30 * day) continue;
      return;
    }
    await must(call.id, workTicket(portsAt(centre, step.at), centre.lawyer, { id: call.id, revision, deed: step.deed, note: step.note, to: null, bodyKey: '' }));
  }
}

const answerNote = 'Cơ quan đã trả lời: hồ sơ làm theo hướng dẫn hiện hành, nơi nhận là cấp xã nơi cư trú.';

/** Assigned within hours, answered mostly before its time, told and closed the day after. */
function stepsOf(receivedAt: number, random: Random) {
  const assigned = officeMoment(receivedAt + random.int(1, 3) * hour);
  const sent = officeMoment(assigned + hour);
  const answered = officeMoment(sent + (random.chance(0.12) ? random.int(100, 220) : random.int(2, 20)) * hour);
  const told = officeMoment(answered + random.int(1, 8) * hour);
  return [
    { deed: 'assign', at: assigned, note: '' },
    { deed: 'send', at: sent, note: 'Đã chuyển kèm nội dung người dân hỏi.' },
    { deed: 'answer', at: answered, note: answerNote },
    { deed: 'tell', at: told, note: 'Đã báo cho người dân.' },
    { deed: 'close', at: officeMoment(told + day), note: 'Người dân không hỏi thêm.' },
  ] as const;
}

/** The moment itself when the office is open that day, else the next morning. */
function officeMoment(ms: number): number {
  const today = localDay(ms);
  return isWorkingDay(today) && ms < atLocal(today, 1_020) ? ms : atLocal(workingDayFrom(plusDays(today, 1)), 470);
}
