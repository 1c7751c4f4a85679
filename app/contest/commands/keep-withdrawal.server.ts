import type { Tx } from '../../../db/client.ts';
import { canonicalJson, type Json } from '../../platform/canonical.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { keyName, receiptBlock, receiptPublicKey, signReceipt } from '../receipt-signature.server.ts';
import { withdrawalReceiptOf, type WithdrawalWay } from '../rules/entry-content.ts';

interface Taken {
  entryId: string;
  at: Instant;
  by: string;
  how: WithdrawalWay;
}

/** Keeps what proves a withdrawal: which version left the contest at which moment, signed by the server, in the transaction that takes it out. @returns its id, and the block that a mail carries */
export async function keepWithdrawal(tx: Tx, { secret }: { secret: string }, { entryId, at, by, how }: Taken): Promise<{ receiptId: string; proof: string }> {
  const { number, code, version, hash, submittedAt } = await tx
    .selectFrom('entry as e')
    .innerJoin('contest as c', 'c.id', 'e.contest_id')
    .innerJoin('entry_submission as s', 's.entry_id', 'e.id')
    .select(['e.number', 'c.code', 's.version', 's.content_hash as hash', 's.submitted_at as submittedAt'])
    .where('e.id', '=', entryId)
    .orderBy('s.version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const receipt = canonicalJson(withdrawalReceiptOf({ contest: code, entry: number, version, contentHash: hash, submittedAt, withdrawnAt: at, how, key: keyName(receiptPublicKey(secret)) }) as unknown as Json);
  const kept = { receipt, signature: signReceipt(secret, receipt) };
  const id = newId();
  await tx.insertInto('entry_withdrawal').values({ id, entry_id: entryId, version, withdrawn_at: at, withdrawn_by: by, ...kept }).execute();
  return { receiptId: id, proof: receiptBlock(kept) };
}
