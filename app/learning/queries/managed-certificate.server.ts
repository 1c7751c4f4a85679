import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { isIntact } from '../certificate-integrity.server.ts';
import { canManageCertificatesIn, canSeeCertificatesIn } from '../policy.ts';
import { certificateDay, statusOn } from '../rules/certificate.ts';
import { findCertificate, type CertificateRow } from './certificate-row.server.ts';
import { holderUnit } from './holder-unit.server.ts';

/**
 * A certificate that the actor may take back and re-issue.
 * @throws AppError not-found outside her scope, so that numbers and names outside it stay unknown
 */
export async function getManagedCertificate(db: Db, actor: Actor, id: string, now: Instant): Promise<CertificateRow> {
  const row = await findCertificate(db, id);
  if (!row) throw notFound();
  const { ids } = await holderUnit(db, row.user_id, certificateDay(now));
  if (!canManageCertificatesIn(actor, ids)) throw notFound();
  return row;
}

/** A certificate that the actor may look at: her own, or of somebody in her scope. */
export async function getReadableCertificate(db: Db, actor: Actor, id: string, now: Instant): Promise<CertificateRow> {
  const row = await findCertificate(db, id);
  if (!row) throw notFound();
  if (row.user_id === actor.id) return row;
  const { ids } = await holderUnit(db, row.user_id, certificateDay(now));
  if (!canSeeCertificatesIn(actor, ids)) throw notFound();
  return row;
}

function notFound(): AppError {
  return new AppError('not-found', platformMessages.both('error.not-found'));
}

/** What the desk of staff shows of one certificate. */
export async function certificateDesk(db: Db, actor: Actor, id: string, at: { now: Instant; secret: string }) {
  const row = await getManagedCertificate(db, actor, id, at.now);
  const status = statusOn(row, certificateDay(at.now));
  const intact = isIntact(at.secret, row);
  const replacement = await findReplacement(db, row.id);
  const replaced = row.replaces_id === null ? undefined : await findCertificate(db, row.replaces_id);
  const holder = await db.selectFrom('user_account').select('full_name').where('id', '=', row.user_id).executeTakeFirstOrThrow();
  return {
    ...row,
    status,
    intact,
    nameNow: holder.full_name,
    replacement: replacement && { id: replacement.id, number: replacement.certificate_no },
    replaces: replaced && { id: replaced.id, number: replaced.certificate_no },
    canRevoke: row.revoked_at === null,
    canReissue: status !== 'EXPIRED' && !replacement && intact,
    history: await listHistory(db, row.id),
  };
}

/** The certificate that took the place of another. */
export async function findReplacement(db: Db, id: string): Promise<CertificateRow | undefined> {
  return db.selectFrom('certificate').selectAll().where('replaces_id', '=', id).executeTakeFirst();
}

async function listHistory(db: Db, id: string) {
  const rows = await db
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor_name', 'action', 'details'])
    .where('object_type', '=', 'certificate')
    .where('object_id', '=', id)
    .orderBy('seq', 'desc')
    .execute();
  return rows.map(({ details, ...row }) => ({ ...row, note: String((JSON.parse(details) as { note?: string }).note ?? '') }));
}
