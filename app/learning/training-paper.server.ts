import type { Actor } from '../people/actor.ts';
import { portsOf } from '../people/index.server.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { readSetting } from '../platform/settings.server.ts';
import { dayIn } from '../platform/i18n/formats.ts';
import { certificateIssuer } from './certificate-settings.server.ts';
import { shownRecord } from './queries/shown-record.server.ts';
import { renderTrainingRecord } from './training-record-pdf.server.ts';

/** The printed record of somebody, as the answer to a request. */
export async function trainingPaper(context: RequestContext, actor: Actor, personId: string, year: number | undefined): Promise<Response> {
  const now = context.clock.now();
  const shown = await shownRecord(portsOf(context), actor, personId, year);
  const issuer = await readSetting(context.db, certificateIssuer, dayIn(context.env.TZ_DISPLAY, now));
  const bytes = await renderTrainingRecord({ ...shown, issuer, at: now.toISOString(), isSample: context.env.DEMO }, context.env.TZ_DISPLAY);
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="so-tiet-boi-duong-${shown.page.year}.pdf"; filename*=UTF-8''${encodeURIComponent(`Số tiết bồi dưỡng ${shown.page.year}.pdf`)}`, 'Cache-Control': 'private, no-store' },
  });
}
