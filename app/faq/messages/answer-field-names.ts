import type { FieldNames } from '../../platform/content/yaml-file.ts';
import { transferMessages } from './transfer.ts';
import { writeMessages } from './desk.ts';

const [own, form] = [transferMessages.both, writeMessages.both];

/** What the fields of a file of answers are called where its faults are said: as in the form of an answer, where it has them. */
export const answerFieldNames: FieldNames = {
  slug: own('col.slug'),
  version: own('name.version'),
  revision: own('name.revision'),
  document: own('name.document'),
  article: own('name.article'),
  effective_from: own('name.effective-from'),
  effective_to: own('name.effective-to'),
  topic: form('field.topic'),
  question: form('field.question'),
  variants: form('field.variants'),
  short: form('field.short'),
  audience: form('field.audience'),
  papers: form('field.papers'),
  fee: form('field.fee'),
  place: form('field.place'),
  time_limit: form('field.timeLimit'),
  legal_basis: form('field.legalBasis'),
  as_of: form('field.asOf'),
  confidence: form('field.confidence'),
  volatility: form('field.volatility'),
  review_due: form('field.reviewDue'),
  transfer_to: form('field.transferTo'),
  sources: form('field.sources'),
  related: form('field.related'),
  body: form('field.body'),
};
