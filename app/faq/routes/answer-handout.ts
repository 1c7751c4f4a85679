import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { answerParams } from '../forms/answer-form.ts';
import { renderHandout } from '../handout-pdf.server.ts';
import { canSeeAnswerDesk } from '../policy.ts';
import { getHandout } from '../queries/answer-texts.server.ts';

/** The answer as it is shown now, on one A4 sheet to be handed out. */
export const loader = page({ guard: canSeeAnswerDesk, params: answerParams }, async ({ params, context }) => {
  const { slug, ...handout } = await getHandout(context.db, params.id, momentOf(portsOf(context)), context.env.baseUrl);
  const pdf = await renderHandout(handout);
  return new Response(new Uint8Array(pdf), { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="${slug}.pdf"`, 'Cache-Control': 'private, no-store' } });
});
