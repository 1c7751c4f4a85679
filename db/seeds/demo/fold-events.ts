import { projectionTables, replay, type ProgressEvent } from '../../../app/learning/index.server.ts';
import type { NewRow } from '../bulk.ts';

/** Rows of the projections that the ledger leads to. */
export interface Projections {
  lesson_progress: NewRow<'lesson_progress'>[];
  check_progress: NewRow<'check_progress'>[];
  assessment_progress: NewRow<'assessment_progress'>[];
  course_progress: NewRow<'course_progress'>[];
}

/** Brings the facts of one person in one course together, with the very rule that live progress goes through. */
export function foldEvents(events: readonly ProgressEvent[], into: Projections): void {
  const userId = events[0]?.userId;
  if (userId === undefined) return;
  // What is remembered does not come from the ledger and has a seed of its own.
  const projection = { ...replay(events), recall: new Map<string, never>() };
  for (const { name, rowsOf } of projectionTables) if (name !== 'recall_card') into[name].push(...(rowsOf(userId, projection) as never[]));
}

export function noProjections(): Projections {
  return { lesson_progress: [], check_progress: [], assessment_progress: [], course_progress: [] };
}
