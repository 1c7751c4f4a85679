import type { Actor } from '../../people/actor.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { DeskRequest } from '../queries/recognition-desk.server.ts';

/** Writes down that somebody opened the copy of a learner's certificate: it is a personal paper. */
export function recordCopyReading(ports: Ports, actor: Actor, { id, fullName }: DeskRequest): Promise<void> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute((tx) => recordAudit(tx, { at, actor, action: 'recognition.read-copy', objectType: 'recognition_request', objectId: id, details: { person: fullName } }));
}
