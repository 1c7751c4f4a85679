import { firstFault, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { prepareSuccessors } from '../commands/legal-documents.server.ts';
import { documentParams, successorsForm } from '../forms/answer-form.ts';
import { canWriteAnswers } from '../policy.ts';

export const loader = page({ guard: canWriteAnswers, params: documentParams }, ({ params }) => seeOther(`/answers/documents/${params.document}`));

/** Prepares what follows when a document lapses. */
export const action = submit({ guard: canWriteAnswers, params: documentParams, form: successorsForm }, async ({ actor, params, form, context }) => {
  const outcome = await prepareSuccessors(portsOf(context), actor, params.document, { entryIds: form.entries, replacement: form.replacement, article: form.article });
  if (!outcome.ok) throw new AppError('conflict', firstFault(outcome));
  return seeOther(`/answers/documents/${params.document}?done=prepared`);
});
