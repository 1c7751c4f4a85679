import { page } from '../../people/index.server.ts';
import { withdrawalParams } from '../forms/entries.ts';
import { withdrawalReceiptView } from '../queries/entry-files.server.ts';
import { receiptResponse } from '../receipt-response.server.ts';

/** The file that proves a withdrawal, byte for byte as `npm run receipt:verify` wants it. */
export const loader = page({ guard: 'signed-in', params: withdrawalParams }, async ({ actor, params, context }) => {
  const { file, receipt } = await withdrawalReceiptView(context.db, actor, params.id, params.withdrawal);
  return receiptResponse(file, `bien-nhan-rut-${receipt.entry}-${receipt.version}.json`);
});
