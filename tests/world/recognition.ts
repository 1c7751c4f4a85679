import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '../../app/people/actor.ts';
import { attachCopy, type CopyPorts } from '../../app/learning/commands/attach-copy.server.ts';
import { beginRequest, submitRequest } from '../../app/learning/commands/write-request.server.ts';
import type { RequestForm } from '../../app/learning/forms/recognition-requests.ts';
import { getOwnRequest } from '../../app/learning/queries/recognition-requests.server.ts';
import { newId } from '../../app/platform/ids.ts';
import { temporaryFolder } from '../support/server.ts';
import { assignmentWorld } from './assignments.ts';
import { pdf } from './entry-files.ts';
import { makePerson } from './people.ts';

/** Bytes in pieces, as they arrive. */
export async function* arriving(bytes: Buffer, piece = 1_000_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

/** The world of assignments with a learner of the ward's office who holds a certificate from elsewhere, and a folder for its copy. */
export async function recognitionWorld() {
  const w = await assignmentWorld();
  const folder = temporaryFolder();
  const filesDir = join(folder.path, 'files');
  const ports: CopyPorts = { ...w.ports, filesDir, scanner: { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 } };
  const learner = await makePerson(w.db, { unitId: w.units.office, fullName: 'Đặng Thị Thuỷ' });
  const world = {
    ...w, ports, filesDir, learner,
    dataDir: folder.path,
    form: (change: Partial<RequestForm> = {}): RequestForm => ({ id: newId(), revision: 0, courseId: w.course.courseId, title: 'Bồi dưỡng an ninh mạng', number: '0417/CN-ATTT', issuer: 'Học viện An ninh mạng (ví dụ)', issuedOn: '2026-09-15', lastDay: '2027-09-30', note: null, ...change }),
    own: (id: string, who: Actor = learner) => getOwnRequest(w.db, who.id, id),
    attach: (id: string, { name = 'chung-nhan.pdf', bytes = pdf(), who = learner }: { name?: string; bytes?: Buffer; who?: Actor } = {}) => attachCopy(ports, who, id, { name, pieces: arriving(bytes) }),
    /** A draft with its copy. @returns its id */
    async drafted(change: Partial<RequestForm> = {}, who: Actor = learner, bytes: Buffer = pdf()): Promise<string> {
      const form = world.form(change);
      for (const outcome of [await beginRequest(ports, who, form), await world.attach(form.id, { who, bytes })]) if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
      return form.id;
    },
    async sent(change: Partial<RequestForm> = {}, who: Actor = learner, bytes: Buffer = pdf()): Promise<string> {
      const id = await world.drafted(change, who, bytes);
      const outcome = await submitRequest(ports, who, id);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
      return id;
    },
    /** Names of the copies on the disk. */
    copies: (): string[] => (existsSync(join(filesDir, 'recognition')) ? readdirSync(join(filesDir, 'recognition')).flatMap((id) => readdirSync(join(filesDir, 'recognition', id))) : []),
    /** Who was told what: the kind of news and the person. */
    async told(): Promise<string[]> {
      const rows = await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').innerJoin('user_account as u', 'u.id', 'r.user_id').select(['m.source_id as source', 'u.full_name as name']).where('m.source_id', 'like', 'recognition-%').orderBy('m.source_id').orderBy('u.full_name').execute();
      return rows.map(({ source, name }) => `${source.split(':')[0]} ${name}`);
    },
    audit: async () => (await w.db.selectFrom('audit_event').select('action').where('action', 'like', 'recognition.%').orderBy('seq').execute()).map(({ action }) => action),
    [Symbol.asyncDispose]: async () => {
      await w.db.destroy();
      folder[Symbol.dispose]();
    },
  };
  return world;
}
export type RecognitionWorld = Awaited<ReturnType<typeof recognitionWorld>>;
