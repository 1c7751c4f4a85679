import { page } from '../../people/index.server.ts';
import { receiptParams } from '../forms/entries.ts';
import { receiptView } from '../queries/entry-files.server.ts';
import { receiptResponse } from '../receipt-response.server.ts';

/** The file that proves a submission, byte for byte as `npm run receipt:verify` wants it. */
export const loader = page({ guard: 'signed-in', params: receiptParams }, async ({ actor, params, context }) => {
  const { file, receipt } = await receiptView(context.db, actor, params.id, params.version);
  return receiptResponse(file, `bien-nhan-${receipt.entry}-${receipt.version}.json`);
});
