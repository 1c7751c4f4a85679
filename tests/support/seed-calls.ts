import { saveCall } from '../../app/faq/commands/call-save.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { newId } from '../../app/platform/ids.ts';
import { installationSecret } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
import { makeAnswer } from '../world/answers.ts';

/** One answer, one call in which it was read out and that is to be called back, and one that was ended without an answer. @returns the first call's id */
export async function seedCalls(db: Db, agentId: string): Promise<{ call: string }> {
  const { versionId } = await makeAnswer(db, { slug: 'dinh-danh-muc-hai' });
  const now = Date.now();
  const startedAt = new Date(now - 3_600_000).toISOString();
  const actor = { id: agentId, fullName: 'Quách Thị Lụa', grants: [{ role: 'CALL_AGENT', scope: 'ALL', unitId: null }] } as unknown as Actor;
  const ports = { db, clock: { now: () => new Date() }, timeZone: 'Asia/Ho_Chi_Minh', secret: await installationSecret(db, undefined) };
  const base = { revision: now, channel: 'PHONE', source: 'ONLINE', startedAt, endedAt: null, name: '', commune: 'Phường Hoa Lư', note: '', handTo: null, handBody: null } as const;
  const first = await saveCall(ports, actor, { ...base, clientKey: newId(), number: '+84912345678', question: 'Làm định danh ở đâu, cần giấy tờ gì?', reads: [{ versionId, at: startedAt }], wrap: 'CALL_BACK', callbackAt: new Date(now + 86_400_000).toISOString() });
  await saveCall(ports, actor, { ...base, clientKey: newId(), number: '', question: 'Đổi tên lót trên thẻ thế nào?', reads: [], wrap: 'NOT_FOUND', callbackAt: null });
  if (!first.ok) throw new Error(`The call was refused: ${JSON.stringify(first.faults)}`);
  return { call: first.id };
}
