import type { Selectable } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Schema } from '../../../db/schema.ts';

/** A certificate as stored. */
export type CertificateRow = Selectable<Schema['certificate']>;

export async function findCertificate(db: Db, id: string): Promise<CertificateRow | undefined> {
  return db.selectFrom('certificate').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The newest certificate for one version of a course and one round, whatever it is worth today. */
export async function findNewestCertificate(db: Db, key: { userId: string; courseId: string; courseVersionId: string; round: number }): Promise<CertificateRow | undefined> {
  return db
    .selectFrom('certificate')
    .selectAll()
    .where('user_id', '=', key.userId)
    .where('course_id', '=', key.courseId)
    .where('course_version_id', '=', key.courseVersionId)
    .where('round', '=', key.round)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
