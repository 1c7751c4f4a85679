import type { Day } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { paperMessages } from '../messages/monthly-paper.ts';
import type { ModelSum, StatusCounts } from './consolidate.ts';
import { lineStatuses, percentOfTarget } from './models.ts';
import type { Paper, PaperAnnex, PaperTable } from './paper.ts';
import { referenceDay } from './period.ts';
import { defaultHeader, type CountedFigure, type ReportContent, type ReportFile, type ReportLine } from './report-content.ts';
import type { Punctuality } from './report-state.ts';

const t = paperMessages.in('vi');
const m = monthlyMessages.in('vi');
const formats = defineFormats('vi', 'Asia/Ho_Chi_Minh');

/** The body that issues a document, by its whole name. */
export const issuerName = (name: string): string => name.replace(/^UBND /, 'Ủy ban nhân dân ');
const paragraphs = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);
const onOneLine = (text: string): string => paragraphs(text).join(' ');
/** What is said of single models, each in a paragraph of its own. */
const saidOf = (lines: readonly ReportLine[], of: 'difficulties' | 'tasks'): string[] => lines.filter((line) => line[of].trim() !== '').map((line) => t('line-text', { number: line.model, name: line.name, text: onOneLine(line[of]) }));
const yearAndMonth = (month: string) => ({ month: month.slice(5), year: month.slice(0, 4) });

/** A unit's report as a document in the form of NĐ 30/2020/NĐ-CP. */
export function unitPaper(content: ReportContent, { day, isDraft }: { day: Day; isDraft: boolean }): Paper {
  const { header, texts } = content;
  return {
    superior: content.superior,
    issuer: issuerName(content.unitName),
    sign: header.sign || null,
    place: header.place || '…………',
    day, isDraft,
    kind: t('kind'),
    subject: t('subject', yearAndMonth(content.month)),
    addressees: [t('addressee')],
    opening: [t('opening', { unit: content.unitName, first: dayWords(content.start), last: dayWords(referenceDay(content, day)) })],
    parts: [
      { heading: m('part.DIRECTION'), paragraphs: orNothingOf(paragraphs(texts.DIRECTION)) },
      { heading: m('part.LINES'), paragraphs: [t(content.figures.length > 0 ? 'lines-lead-annex' : 'lines-lead')], table: lineTable(content) },
      { heading: m('part.DIFFICULTIES'), paragraphs: orNothingOf([...paragraphs(texts.DIFFICULTIES), ...saidOf(content.lines, 'difficulties')]) },
      { heading: m('part.NEXT'), paragraphs: orNothingOf([...paragraphs(texts.NEXT), ...saidOf(content.lines, 'tasks')]) },
      { heading: m('part.PROPOSALS'), paragraphs: orNothingOf(paragraphs(texts.PROPOSALS)) },
    ],
    closing: t('closing', { ...yearAndMonth(content.month), unit: content.unitName }),
    annexes: content.figures.length > 0 ? [figureAnnex(content)] : [],
    recipients: [t('recipient-above'), t('recipient-file')],
    signer: { onBehalf: header.onBehalf ? [header.onBehalf.toLocaleUpperCase('vi')] : [], title: header.signerTitle.toLocaleUpperCase('vi'), name: header.signerName || null },
  };
}

function lineTable({ lines, files }: ReportContent): PaperTable {
  return {
    columns: [{ head: t('col.model-number'), width: 8, isCentred: true }, { head: t('col.model-name'), width: 29 }, { head: t('col.status'), width: 17 }, { head: t('col.result'), width: 16 }, { head: t('col.percent'), width: 10, isNumeric: true }, { head: t('col.evidence'), width: 20 }],
    rows: lines.map((line) => [String(line.model), line.name, line.status ? m(`status.${line.status}`) : m('status.none'), resultWords(line), percentWords(line), [line.evidence, line.link ?? '', fileWords(files.filter(({ model }) => model === line.model)), line.comment].flatMap(paragraphs).join('; ')]),
    note: t('lines-note'),
  };
}

/** Files as the document names them; the files themselves stay with the report. */
const fileWords = (files: readonly ReportFile[]): string => (files.length === 0 ? '' : t('files', { names: files.map(({ name }) => name).join(', ') }));

function resultWords({ quantity, target, measure }: ReportLine): string {
  if (quantity === null) return '';
  return (target === null ? m('line.only', { quantity: formats.number(quantity), measure }) : m('line.of', { quantity: formats.number(quantity), target: formats.number(target), measure })).trim();
}

function percentWords({ quantity, target }: ReportLine): string {
  const percent = percentOfTarget(quantity, target);
  return percent === null ? '' : formats.number(percent);
}

function figureAnnex({ figures, lines }: ReportContent): PaperAnnex {
  const names = new Map(lines.map(({ model, name }) => [model, name]));
  return {
    title: t('annex-figures'),
    isLandscape: false,
    table: {
      columns: [{ head: t('col.model-number'), width: 8, isCentred: true }, { head: t('col.model-name'), width: 36 }, { head: t('col.figure'), width: 28 }, { head: t('col.value'), width: 14, isNumeric: true }, { head: t('col.counted'), width: 14 }],
      rows: figures.map((figure) => [String(figure.model), names.get(figure.model) ?? '', t(`figure.${figure.key}`), figureWords(figure), formats.moment(figure.countedAt)]),
    },
  };
}

function figureWords({ value, total }: CountedFigure): string {
  if (value === null) return t('small');
  return total === null ? formats.number(value) : t('of', { value: formats.number(value), total: formats.number(total) });
}

export interface SummaryFacts {
  month: string;
  start: Day;
  lastDay: Day;
  /** The province, as "UBND tỉnh Ninh Bình". */
  province: string;
  rows: readonly { unitName: string; punctuality: Punctuality; firstSubmittedAt: string | null }[];
  models: readonly ModelSum[];
  texts: readonly { unitName: string; difficulties: string; next: string; proposals: string }[];
  /** What units say of single models. */
  lines: readonly { model: number; unitName: string; difficulties: string; tasks: string }[];
  /** Who puts it together, and of which units: the standing agency of all, the agency of one branch, a body of its own branch, or a body of several branches. */
  scope: { kind: 'PROVINCE' } | { kind: 'PART' | 'OWN'; unitName: string } | { kind: 'SEVERAL'; unitName: string; of: readonly string[] };
  day: Day;
}

/** The consolidated report as a draft of a document, in the name of whoever puts it together, who completes and signs it outside of the program. */
export function summaryPaper(facts: SummaryFacts): Paper {
  const { rows, texts } = facts;
  const count = (one: Punctuality) => rows.filter(({ punctuality }) => punctuality === one).length;
  const said = (of: 'difficulties' | 'next' | 'proposals') => texts.filter((one) => one[of].trim() !== '').map((one) => t('sum.unit-text', { unit: one.unitName, text: onOneLine(one[of]) }));
  const saidByModel = (of: 'difficulties' | 'tasks') => facts.models.flatMap(({ number, name }) => {
    const own = facts.lines.filter((line) => line.model === number && line[of].trim() !== '');
    return own.length === 0 ? [] : [t('line-text', { number, name, text: own.map((line) => t('sum.unit-text', { unit: line.unitName, text: onOneLine(line[of]) })).join('; ') })];
  });
  const late = rows.filter(({ punctuality }) => punctuality === 'LATE' || punctuality === 'MISSING');
  return {
    ...headOf(facts), sign: null, day: facts.day, isDraft: true,
    kind: t('kind'), subject: t('subject-sum', yearAndMonth(facts.month)),
    parts: [
      { heading: t('sum.reporting'), paragraphs: [t('sum.reporting-text', { sent: count('ON_TIME') + count('LATE'), total: rows.length, onTime: count('ON_TIME'), late: count('LATE'), missing: rows.length - count('ON_TIME') - count('LATE') }), ...(late.length > 0 ? [t('sum.annex-lead')] : [])] },
      { heading: t('sum.models'), paragraphs: [t(facts.models.length > 0 ? 'sum.models-lead' : 'nothing')], ...(facts.models.length > 0 ? { table: modelTable(facts.models) } : {}) },
      { heading: t('sum.difficulties'), paragraphs: orNothingOf([...said('difficulties'), ...saidByModel('difficulties')]) },
      { heading: t('sum.next'), paragraphs: orNothingOf([...said('next'), ...saidByModel('tasks')]) },
      { heading: t('sum.proposals'), paragraphs: orNothingOf(said('proposals')) },
    ],
    closing: t('closing-sum', yearAndMonth(facts.month)),
    annexes: late.length === 0 ? [] : [{ title: t('sum.annex'), isLandscape: false, table: { columns: [{ head: t('col.number'), width: 10, isCentred: true }, { head: t('sum.col-unit'), width: 60 }, { head: t('sum.col-standing'), width: 30 }], rows: late.map(({ unitName, punctuality }, at) => [String(at + 1), unitName, m(`punctuality.${punctuality}`)]) } }],
    recipients: [t('recipient-above'), t('recipient-file')],
  };
}

/** Who issues a consolidation, to whom, and whose reports it says that it puts together. */
function headOf({ scope, province, start, lastDay, day }: SummaryFacts): Pick<Paper, 'superior' | 'issuer' | 'place' | 'addressees' | 'opening' | 'signer'> {
  const days = { first: dayWords(start), last: dayWords(referenceDay({ lastDay }, day)) };
  if (scope.kind === 'OWN' || scope.kind === 'SEVERAL') {
    const { place, onBehalf, signerTitle } = defaultHeader({ kind: committeeKind(scope.unitName), name: scope.unitName });
    const opening = scope.kind === 'SEVERAL' ? t('opening-several', { unit: scope.unitName, units: scope.of.join(', '), ...days }) : t('opening-own', { unit: scope.unitName, ...days });
    return { superior: scope.unitName === province ? null : province, issuer: issuerName(scope.unitName), place, addressees: [t('addressee')], opening: [opening], signer: { onBehalf: onBehalf ? [onBehalf] : [], title: signerTitle, name: null } };
  }
  const opening = scope.kind === 'PROVINCE' ? t('opening-sum', days) : t('opening-part', { unit: scope.unitName, ...days });
  return { superior: province, issuer: t('sum.issuer'), place: province.replace(/^UBND (tỉnh|thành phố) /, ''), addressees: [t('addressee-sum')], opening: [opening], signer: { onBehalf: [t('sum.on-behalf')], title: t('sum.title'), name: null } };
}

const committeeKind = (name: string): string => (name.startsWith('UBND tỉnh ') ? 'PROVINCE_PC' : name.startsWith('UBND ') ? 'COMMUNE_PC' : '');

const orNothingOf = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? lines : [t('nothing')]);

function modelTable(models: readonly ModelSum[]): PaperTable {
  return {
    columns: [{ head: t('col.model-number'), width: 8, isCentred: true }, { head: t('col.model-name'), width: 32 }, { head: t('sum.col-sent'), width: 12, isCentred: true }, { head: t('sum.col-statuses'), width: 26 }, { head: t('sum.col-quantity'), width: 22 }],
    rows: models.map(({ number, name, sent, owed, statuses, quantities }) => [String(number), name, t('of', { value: sent, total: owed }), statusWords(statuses), quantities.map(({ quantity, measure }) => `${formats.number(quantity)} ${measure}`).join('; ')]),
    note: t('sum.note'),
  };
}

function statusWords(statuses: StatusCounts): string {
  return lineStatuses.filter((status) => statuses[status] > 0).map((status) => t('status-count', { status: m(`status.${status}`), count: statuses[status] })).join('; ');
}
