import type { CellKind } from '../../platform/sheets/sheet.ts';

/** What lists can be made of. */
export const subjects = ['learning', 'units', 'certificates', 'reminders', 'knowledge'] as const;
export type Subject = (typeof subjects)[number];

export interface ListColumn {
  key: string;
  kind: CellKind;
  /** Chosen when nobody has chosen yet. */
  isUsual: boolean;
  canSort: boolean;
  width?: number;
}
interface SubjectShape {
  columns: readonly ListColumn[];
  /** Values of its state; none when it has no state. */
  states: readonly string[];
  /** Whether it can be narrowed to a period, and to which moment the period belongs. */
  hasPeriod: boolean;
  /** Whether its rows name people. */
  namesPeople: boolean;
}

const column = (key: string, kind: CellKind, how: '' | 'usual' | 'sort' | 'usual sort' = '', width?: number): ListColumn => ({ key, kind, isUsual: how.includes('usual'), canSort: how.includes('sort'), ...(width ? { width } : {}) });
const person = [column('staffNo', 'text', 'usual', 14), column('name', 'text', 'usual sort', 30), column('position', 'text', '', 30), column('unit', 'text', 'usual', 44), column('above', 'text', '', 36)];

export const shapes: Record<Subject, SubjectShape> = {
  learning: {
    columns: [...person, column('category', 'text', '', 18), column('course', 'text', 'usual', 36), column('source', 'text', '', 18), column('mandatory', 'text', '', 12), column('enrolled', 'moment', 'sort'), column('due', 'day', 'usual sort'), column('state', 'text', 'usual', 16), column('started', 'moment'), column('completed', 'moment', 'usual sort'), column('lessons', 'number'), column('score', 'decimal', 'usual sort'), column('active', 'moment', 'sort'), column('round', 'number')],
    states: ['done', 'doing', 'todo', 'late', 'exempt'],
    hasPeriod: true,
    namesPeople: true,
  },
  units: {
    columns: [column('unit', 'text', 'usual sort', 44), column('above', 'text', 'usual', 36), column('course', 'text', 'usual', 36), column('total', 'number', 'usual sort'), column('done', 'number', 'usual sort'), column('doing', 'number', 'usual'), column('todo', 'number', 'usual'), column('late', 'number', 'usual sort'), column('share', 'percent', 'usual sort')],
    states: [],
    hasPeriod: false,
    namesPeople: false,
  },
  certificates: {
    columns: [column('number', 'text', 'usual', 22), ...person, column('course', 'text', 'usual', 36), column('score', 'decimal', 'usual sort'), column('periods', 'decimal'), column('issued', 'moment', 'usual sort'), column('valid', 'moment', 'usual sort'), column('state', 'text', 'usual', 16)],
    states: ['valid', 'expired', 'revoked'],
    hasPeriod: true,
    namesPeople: true,
  },
  reminders: {
    columns: [column('day', 'day', 'usual sort'), ...person, column('course', 'text', 'usual', 36), column('step', 'text', 'usual', 22), column('due', 'day', 'usual sort'), column('by', 'text', '', 26), column('read', 'moment', 'usual')],
    states: ['read', 'unread'],
    hasPeriod: true,
    namesPeople: true,
  },
  knowledge: {
    columns: [column('course', 'text', 'usual', 36), column('module', 'text', 'usual sort', 44), column('people', 'number', 'usual sort'), column('right', 'percent', 'usual sort')],
    states: [],
    hasPeriod: false,
    namesPeople: false,
  },
};

/** The column after which a subject is sorted when nobody says another. */
export const usualSort: Record<Subject, { key: string; descending: boolean }> = {
  learning: { key: 'name', descending: false },
  units: { key: 'share', descending: false },
  certificates: { key: 'issued', descending: true },
  reminders: { key: 'day', descending: true },
  knowledge: { key: 'right', descending: false },
};

/** The chosen columns in the order of the subject, the usual ones when none is known. */
export function chosenColumns(subject: Subject, keys: readonly string[]): ListColumn[] {
  const { columns } = shapes[subject];
  const chosen = columns.filter(({ key }) => keys.includes(key));
  return chosen.length > 0 ? chosen : columns.filter(({ isUsual }) => isUsual);
}
