import { cellField, faultField, placeField, type CleaningRecord, type DrillBody, type DrillGiven, type DrillOf } from './drill.ts';
import { scoreQuestion } from './score-question.ts';

/** What is said of one part, message, record, step or turn. `half`: the right cell, another fault; `extra`: marked although nothing was wrong. */
export type Mark = 'right' | 'wrong' | 'half' | 'missed' | 'extra' | 'none';

export interface DrillMarks {
  points: number;
  of: number;
  /** One for each part, message, record, item (in right order) or turn. */
  marks: Mark[];
}

/** What an answer to a drill is worth; never below nothing, and all points only for an answer without a mistake. */
export function markDrill(body: DrillBody, given: DrillGiven): DrillMarks {
  switch (body.type) {
    case 'signs':
      return markSigns(body, given);
    case 'inbox':
      return count(body.messages.map(({ answer }, at) => (given[`${at + 1}`] === answer ? 'right' : 'wrong')));
    case 'cleaning':
      return count(body.records.map((record, at) => markRecord(record, given[cellField(at)], given[faultField(at)])));
    case 'ordering':
      return markOrder(body, given);
    case 'worked':
      return count(body.turns.map(({ options }, at) => (options.some(({ key, correct }) => correct && key === given[`${at + 1}`]) ? 'right' : 'wrong')));
  }
}

const worth: Record<Mark, number> = { right: 1, half: 0.5, wrong: 0, missed: 0, extra: 0, none: 0 };

function count(marks: Mark[]): DrillMarks {
  return { points: marks.reduce((sum, mark) => sum + worth[mark], 0), of: marks.length, marks };
}

/** Signs found less false alarms. */
function markSigns({ parts }: DrillOf<'signs'>, given: DrillGiven): DrillMarks {
  const marks = parts.map(({ isSign }, at): Mark => (given[`${at + 1}`] ? (isSign ? 'right' : 'extra') : isSign ? 'missed' : 'none'));
  const countOf = (mark: Mark) => marks.filter((one) => one === mark).length;
  return { points: Math.max(0, countOf('right') - countOf('extra')), of: countOf('right') + countOf('missed'), marks };
}

function markRecord({ fault }: CleaningRecord, cell: string | undefined, kind: string | undefined): Mark {
  if (!fault) return cell === '0' ? 'right' : 'extra';
  if (cell === '0') return 'missed';
  if (cell !== String(fault.cell)) return 'wrong';
  return kind === fault.kind ? 'right' : 'half';
}

/** The keys of the items in the order in which somebody put them; an empty place holds an empty text. */
export function orderOf({ shown }: DrillOf<'ordering'>, given: DrillGiven): string[] {
  return shown.map((_key, place) => shown.find((_shown, at) => given[placeField(at)] === String(place + 1)) ?? '');
}

/** Neighbours in the right order, as in a test; the marks tell the places apart. */
function markOrder(body: DrillOf<'ordering'>, given: DrillGiven): DrillMarks {
  const order = orderOf(body, given);
  const of = body.items.length - 1;
  const share = scoreQuestion({ type: 'ordering', text: '', items: body.items.map(({ key, html, why }) => ({ key, text: html, why })) }, { type: 'ordering', order });
  return { points: Math.round(share * of), of, marks: body.items.map(({ key }, at) => (order[at] === key ? 'right' : 'wrong')) };
}
