import { page } from '../../people/index.server.ts';
import { contestParams } from '../forms/results.ts';
import { renderMinutes } from '../minutes-pdf.server.ts';
import { canSeeContestDesk } from '../policy.ts';
import { readMinutes } from '../queries/minutes.server.ts';

/** The minutes for the printer. */
export const loader = page({ guard: canSeeContestDesk, params: contestParams }, async ({ actor, params, context }) => {
  const pdf = await renderMinutes(await readMinutes(context.db, actor, params.contest), context.env.TZ_DISPLAY);
  return new Response(new Uint8Array(pdf), { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="bien-ban.pdf"', 'Cache-Control': 'private, no-store' } });
});
