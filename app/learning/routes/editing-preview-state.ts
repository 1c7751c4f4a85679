import { page } from '../../people/route.server.ts';
import { lessonParams } from '../forms/params.ts';
import { canEditContent } from '../policy.ts';
import { ownContent } from '../publishing/content-folder.server.ts';
import { previewEtag } from '../queries/editing-preview.server.ts';

/** 304 as long as the file is the one that the page shows; the open preview asks once a second while somebody is writing. */
export const loader = page({ guard: canEditContent, params: lessonParams }, ({ params, request }) => {
  const etag = previewEtag(ownContent('0000-00-00'), params.course, params.lesson);
  const isSame = etag === '' || request.headers.get('if-none-match') === etag;
  return new Response(null, { status: isSame ? 304 : 204, headers: { ETag: etag, 'Cache-Control': 'no-store' } });
});
