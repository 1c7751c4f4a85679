/** A criterion of the rubric as a judge sees it. */
export interface Criterion {
  id: string;
  title: string;
  /** Share of the whole, the weights add up to 1. */
  weight: number;
  maxScore: number;
  anchors: readonly string[];
}
export interface TypedScore {
  value: string;
  reason: string;
}
export type SheetState = 'NEW' | 'DRAFT' | 'LOCKED' | 'ABSTAINED';

export function sheetState(sheet: { lockedAt: string | null; abstainedReason: string | null } | null): SheetState {
  if (!sheet) return 'NEW';
  if (sheet.lockedAt === null) return 'DRAFT';
  return sheet.abstainedReason === null ? 'LOCKED' : 'ABSTAINED';
}

/**
 * Reads a score as people type it: `7`, `7,5`, `7.5`.
 * @returns null for nothing typed, undefined for what is no score of this criterion
 */
export function readScore(typed: string, { maxScore }: Pick<Criterion, 'maxScore'>): number | null | undefined {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return undefined;
  const value = Number(text);
  return value <= maxScore && Number.isInteger(value * 2) ? value : undefined;
}

/** What all criteria come to on a scale of 100; null while one of them has no score. */
export function weightedTotal(criteria: readonly Criterion[], scores: ReadonlyMap<string, number>): number | null {
  if (criteria.length === 0 || criteria.some(({ id }) => !scores.has(id))) return null;
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  return criteria.reduce((sum, { id, weight, maxScore }) => sum + (weight * 100 * (scores.get(id) ?? 0)) / maxScore, 0) / weights;
}

export type SheetGap = { field: string; why: 'score-missing' | 'reason-missing' | 'confidence' | 'comment' };

/** What keeps a sheet from being locked, by field. */
export function gapsOf(criteria: readonly Criterion[], sheet: { scores: ReadonlyMap<string, number>; reasons: ReadonlyMap<string, string>; confidence: number | null; comment: string }): SheetGap[] {
  const gaps = criteria.flatMap(({ id }): SheetGap[] => {
    if (!sheet.scores.has(id)) return [{ field: `score-${id}`, why: 'score-missing' }];
    return (sheet.reasons.get(id) ?? '').trim() === '' ? [{ field: `reason-${id}`, why: 'reason-missing' }] : [];
  });
  if (sheet.comment.trim().length < 10) gaps.push({ field: 'comment', why: 'comment' });
  if (sheet.confidence === null) gaps.push({ field: 'confidence', why: 'confidence' });
  return gaps;
}
