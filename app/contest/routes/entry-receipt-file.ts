import { page } from '../../people/index.server.ts';
import { receiptParams } from '../forms/entries.ts';
import { receiptView } from '../queries/entry-files.server.ts';
import { attachmentHeader } from '../../platform/files/file-name.ts';

/** The file that proves a submission, byte for byte as `npm run receipt:verify` wants it. */
export const loader = page({ guard: 'signed-in', params: receiptParams }, async ({ actor, params, context }) => {
  const { file, receipt } = await receiptView(context.db, actor, params.id, params.version);
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': attachmentHeader(`bien-nhan-${receipt.entry}-${receipt.version}.json`), 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };
  return new Response(file, { headers });
});
