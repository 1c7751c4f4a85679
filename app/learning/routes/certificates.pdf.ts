import { page } from '../../people/route.server.ts';
import { renderCertificate } from '../certificate-pdf.server.ts';
import { certificateParams } from '../forms/certificate.ts';
import { certificatePaper } from '../queries/certificate-paper.server.ts';
import { pdfFileNames } from '../rules/certificate-words.ts';

/** The paper itself. */
export const loader = page({ guard: 'signed-in', params: certificateParams }, async ({ actor, params, context }) => {
  const { db, env, clock, secret } = context;
  const paper = await certificatePaper(db, actor, params.id, { now: clock.now().toISOString(), secret, baseUrl: env.baseUrl, isSample: env.DEMO });
  const { ascii, full } = pdfFileNames(paper.certificate_no);
  return new Response(new Uint8Array(await renderCertificate(paper)), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(full)}`,
      'Cache-Control': 'private, no-store',
    },
  });
});
