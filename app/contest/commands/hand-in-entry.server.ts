import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { readTerms } from '../contest-terms.server.ts';
import { entryFacts, entryUploads, missingIn } from '../entry-facts.server.ts';
import { closedFor, demandLead, entryOf, newestRules, timesOf, type EntryRow } from '../entry-rows.server.ts';
import { isLate } from '../entry-refusals.ts';
import { entryFaults as faults } from '../messages/entry-faults.ts';
import { teamOf } from '../queries/own-entry.server.ts';
import { hasJudge } from '../queries/judges.server.ts';
import { keyName, receiptBlock, receiptPublicKey, signReceipt } from '../receipt-signature.server.ts';
import { canonicalJson, type Json } from '../../platform/canonical.ts';
import { contentOf, marksOf, receiptOf, type EntryFacts } from '../rules/entry-content.ts';
import { mayHandIn } from '../rules/hand-in-time.ts';
import { agreeToRules } from './entry-team.server.ts';
import { tellHandedIn } from './tell-entrants.server.ts';
import { asLogged } from './write-profile.server.ts';

export type SigningPorts = Ports & { secret: string };
/** What the form of handing in says: which form it was, and to which rules somebody agrees. */
export interface HandIn {
  entryId: string;
  key: string;
  rulesId: string;
}
type Handed = Outcome<{ version: number; isNew: boolean }>;

/**
 * Hands an entry in: everything that it is becomes a version that never changes, with a receipt signed by the server, in one transaction. The moment is that at which the
 * request came, not that at which its turn came. The same form, or the same content again, is the same version.
 */
export async function handInEntry(ports: SigningPorts, actor: Actor, form: HandIn): Promise<Handed> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Handed> => {
    const entry = await entryOf(tx, actor, form.entryId);
    const sent = await tx.selectFrom('entry_submission').select('version').where('entry_id', '=', entry.id).where('submit_key', '=', form.key).executeTakeFirst();
    if (sent) return { ok: true, version: sent.version, isNew: false };
    demandLead(entry);
    const refusal = await refusalOf(tx, entry, { at, timeZone: ports.timeZone, rulesId: form.rulesId });
    if (refusal) return refusal;
    const facts = await entryFacts(tx, entry);
    const content = canonicalJson(contentOf(facts));
    const last = await tx.selectFrom('entry_submission').select(['version', 'content_hash']).where('entry_id', '=', entry.id).orderBy('version', 'desc').limit(1).executeTakeFirst();
    if (last?.content_hash === sha256(content) && !entry.withdrawn_at) return { ok: true, version: last.version, isNew: false };
    const version = (last?.version ?? 0) + 1;
    await keepSubmission(tx, ports, { entry, facts, content, version, at, actor, form });
    return { ok: true, version, isNew: true };
  });
}

async function refusalOf(tx: Tx, entry: EntryRow, { at, timeZone, rulesId }: { at: Instant; timeZone: string; rulesId: string }): Promise<Refusal | null> {
  if (entry.erased_at) return refuse('form', faults.both('erased'));
  const times = await timesOf(tx, entry.contest_id);
  const closed = closedFor(at, times, timeZone);
  if (closed && !(isLate(closed) && !entry.withdrawn_at && times.deadline && mayHandIn(at, times.deadline, { uploads: await entryUploads(tx, entry.id), minutes: (await readTerms(tx, entry.contest_id)).lateUploadMinutes }))) return closed;
  if (await hasJudge(tx, entry.contest_id, await teamOf(tx, entry.id))) return refuse('form', faults.both('jury-team'));
  const rules = await newestRules(tx, entry.contest_id);
  if (!rules) return refuse('rules', faults.both('no-rules'));
  if (rules.id !== rulesId) return refuse('rules', faults.both('rules-new', { version: rules.version }));
  const missing = await missingIn(tx, entry);
  if (missing.length === 0) return null;
  return { ok: false, faults: Object.fromEntries(missing.toReversed().map(({ step, why }) => [step, faults.both(`missing.${why}`)])) };
}

interface Kept {
  entry: EntryRow;
  facts: EntryFacts;
  content: string;
  version: number;
  at: Instant;
  actor: Actor;
  form: HandIn;
}

async function keepSubmission(tx: Tx, ports: SigningPorts, { entry, facts, content, version, at, actor, form }: Kept): Promise<void> {
  const [id, contentHash] = [newId(), sha256(content)];
  const receipt = canonicalJson(receiptOf(facts, { version, submittedAt: at, contentHash, key: keyName(receiptPublicKey(ports.secret)) }) as unknown as Json);
  await agreeToRules(tx, { entryId: entry.id, contestId: entry.contest_id, userId: actor.id, at });
  const signature = signReceipt(ports.secret, receipt);
  await tx.insertInto('entry_submission').values({ id, entry_id: entry.id, version, submitted_by: actor.id, submitted_at: at, rules_id: facts.rules.id, content, content_hash: contentHash, receipt, signature, submit_key: form.key }).execute();
  await tx.updateTable('entry').set({ submitted_at: at, withdrawn_at: null, withdrawn_by: null, withdrawal_reason: null }).where('id', '=', entry.id).execute();
  const marks = marksOf({ title: facts.entry.title, parts: facts.parts });
  if (marks.length > 0) await tx.insertInto('entry_flag').values({ id: newId(), entry_id: entry.id, submission_id: id, kind: 'SECRET_MARK', note: marks.join(', '), found_at: at }).execute();
  await tellHandedIn(tx, { entry, version, hash: contentHash, files: facts.files, proof: receiptBlock({ receipt, signature }), at, timeZone: ports.timeZone });
  await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.submit', objectType: 'entry', objectId: entry.id, details: { version, contentHash } });
}
