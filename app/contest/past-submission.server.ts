import type { Tx } from '../../db/client.ts';
import { sha256 } from '../platform/signing.server.ts';
import { entryFacts } from './entry-facts.server.ts';
import { keyName, receiptPublicKey, signReceipt } from './receipt-signature.server.ts';
import { canonicalJson, type Json } from '../platform/canonical.ts';
import { contentOf, receiptOf } from './rules/entry-content.ts';

/** Stores what an entry is as handed in at a moment of the past, with a receipt that verifies like any other: for seeds that tell of contests which are over. */
export async function storePastSubmission(tx: Tx, secret: string, what: { id: string; entryId: string; by: string; at: string }): Promise<void> {
  const entry = await tx.selectFrom('entry').selectAll().where('id', '=', what.entryId).executeTakeFirstOrThrow();
  const facts = await entryFacts(tx, entry);
  const content = canonicalJson(contentOf(facts));
  const contentHash = sha256(content);
  const receipt = canonicalJson(receiptOf(facts, { version: 1, submittedAt: what.at, contentHash, key: keyName(receiptPublicKey(secret)) }) as unknown as Json);
  await tx.insertInto('contest_consent').values({ entry_id: entry.id, user_id: what.by, rules_id: facts.rules.id, agreed_at: what.at }).execute();
  await tx.insertInto('entry_submission').values({ id: what.id, entry_id: entry.id, version: 1, submitted_by: what.by, submitted_at: what.at, rules_id: facts.rules.id, content, content_hash: contentHash, receipt, signature: signReceipt(secret, receipt) }).execute();
  await tx.updateTable('entry').set({ submitted_at: what.at }).where('id', '=', entry.id).execute();
}
