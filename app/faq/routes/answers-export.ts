import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { deskQuery } from '../forms/desk-query.ts';
import { canSeeAnswerDesk } from '../policy.ts';
import { exportAnswers } from '../queries/transfer.server.ts';

/** The answers of the list's filter as one file. */
export const loader = page({ guard: canSeeAnswerDesk, query: deskQuery }, async ({ query, context }) => {
  const moment = momentOf(portsOf(context));
  const text = await exportAnswers(context.db, query, moment);
  return new Response(text, { headers: { 'Content-Type': 'application/yaml; charset=utf-8', 'Content-Disposition': `attachment; filename="cau-tra-loi-${moment.today}.yaml"`, 'Cache-Control': 'no-store' } });
});
