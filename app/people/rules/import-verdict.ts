import type { Day } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import type { Grant } from '../actor.ts';
import { errorIn, hasError, warningIn, type Fault } from './import-faults.ts';
import { isCapitals, type PersonLine } from './import-line.ts';
import { resolveUnit, type KnownUnit, type UnitIndex } from './import-units.ts';

export const outcomes = ['CREATE', 'UPDATE', 'TRANSFER', 'LEAVE', 'SAME', 'ERROR'] as const;
export type Outcome = (typeof outcomes)[number];
/** Outcomes that change something. */
export const workOutcomes = ['CREATE', 'UPDATE', 'TRANSFER', 'LEAVE'] as const;

/** An account as the import sees it. */
export interface KnownAccount {
  id: string;
  staffNo: string;
  fullName: string;
  email: string | null;
  phone: string | null;
  category: string | null;
  joinedOn: Day | null;
  leftOn: Day | null;
  disabledAt: string | null;
  unitId: string | null;
  /** Where she works, or worked last. */
  homeUnitId: string | null;
  title: string | null;
  memberSince: Day | null;
  /** System administrators, technical and service accounts: no import touches them. */
  isProtected: boolean;
  /** Roles beyond learning. */
  grants: readonly Grant[];
}

/** Everything that a row is held against. */
export interface World {
  today: Day;
  actorId: string;
  units: UnitIndex;
  inScope(unitId: string): boolean;
  coversAll: boolean;
  outranks(grants: readonly Grant[]): boolean;
  byStaffNo: ReadonlyMap<string, KnownAccount>;
  emailOwner: ReadonlyMap<string, string>;
  /** Rows of the file by staff number and by e-mail, for those that appear more than once. */
  repeated: { staffNo: ReadonlyMap<string, readonly number[]>; email: ReadonlyMap<string, readonly number[]> };
}

export interface Change {
  field: 'fullName' | 'email' | 'phone' | 'category' | 'joinedOn' | 'title' | 'unit' | 'leftOn';
  from: string | null;
  to: string;
}

export interface Verdict {
  outcome: Outcome;
  faults: Fault[];
  changes: Change[];
  /** The account as it was when the row was judged; another text later means that somebody changed it. */
  seen: string;
  unitId: string | null;
  accountId: string | null;
  /** The day from which a transfer or a leave counts. */
  on: Day | null;
}

/** Says what a row would do, and why it cannot. */
export function judgeLine(line: PersonLine, lineFaults: readonly Fault[], world: World): Verdict {
  const account = world.byStaffNo.get(line.staffNo) ?? null;
  const base = { changes: [], seen: seenOf(account), unitId: null, accountId: account?.id ?? null, on: null };
  if (line.blank) return { ...base, outcome: 'SAME', faults: [warningIn(undefined, 'row.blank')] };
  const faults = [...lineFaults, ...repeatedFaults(line, world)];
  const found = resolveUnit(line, world.units, world.inScope);
  const unit = found && 'unit' in found ? found.unit : null;
  if (found && 'fault' in found && !line.leaves) faults.push(found.fault);
  const verdict = account ? judgeKnown(line, account, unit, world) : judgeNew(line, unit, found === null, world);
  faults.push(...verdict.faults);
  const unitId = unit?.id ?? account?.unitId ?? null;
  return { ...base, unitId, ...verdict, faults, outcome: hasError(faults) ? 'ERROR' : verdict.outcome };
}

type Part = Pick<Verdict, 'outcome' | 'faults'> & Partial<Pick<Verdict, 'changes' | 'on'>>;

function judgeNew(line: PersonLine, unit: KnownUnit | null, namesNoUnit: boolean, world: World): Part {
  if (line.leaves) return { outcome: 'SAME', faults: [warningIn(undefined, 'leave.unknown')] };
  const faults: Fault[] = [];
  if (namesNoUnit) faults.push(errorIn('unit', 'unit.missing'));
  if (unit && !world.inScope(unit.id)) faults.push(errorIn('unit', 'unit.out-of-scope', { value: unit.name }));
  if (line.email && world.emailOwner.has(line.email)) faults.push(errorIn('email', 'email.taken', { value: line.email }));
  return { outcome: 'CREATE', faults };
}

function judgeKnown(line: PersonLine, account: KnownAccount, unit: KnownUnit | null, world: World): Part {
  if (account.homeUnitId === null ? !world.coversAll : !world.inScope(account.homeUnitId)) return refuse(errorIn('staffNo', 'account.out-of-scope'));
  if (account.disabledAt) return judgeDisabled(line, account);
  const part = line.leaves ? judgeLeave(line, account, world) : judgeChange(line, account, unit, world);
  if (part.outcome === 'SAME') return part;
  if (account.id === world.actorId) part.faults.push(errorIn('staffNo', 'account.own'));
  else if (account.isProtected) part.faults.push(errorIn('staffNo', 'account.protected'));
  else if (!world.outranks(account.grants)) part.faults.push(errorIn('staffNo', 'account.rights'));
  return part;
}

function refuse(fault: Fault): Part {
  return { outcome: 'ERROR', faults: [fault] };
}

function judgeDisabled(line: PersonLine, account: KnownAccount): Part {
  if (!line.leaves || !account.leftOn) return refuse(errorIn('staffNo', 'account.disabled'));
  const other = line.leftOn && line.leftOn !== account.leftOn;
  return { outcome: 'SAME', faults: other ? [warningIn('leftOn', 'leave.other-date', { value: dayWords(account.leftOn) })] : [] };
}

function judgeLeave(line: PersonLine, account: KnownAccount, world: World): Part {
  const on = line.leftOn ?? world.today;
  const faults: Fault[] = line.leftOn ? [] : [warningIn('leftOn', 'leave.today', { value: dayWords(on) })];
  const joined = line.joinedOn ?? account.joinedOn;
  if (joined && on < joined) faults.push(errorIn('leftOn', 'day.left-before-joined', { left: dayWords(on), joined: dayWords(joined) }));
  return { outcome: 'LEAVE', faults, on, changes: [{ field: 'leftOn', from: account.leftOn, to: on }] };
}

function judgeChange(line: PersonLine, account: KnownAccount, unit: KnownUnit | null, world: World): Part {
  const faults: Fault[] = [];
  const owner = line.email ? world.emailOwner.get(line.email) : undefined;
  if (owner && owner !== account.id) faults.push(errorIn('email', 'email.taken', { value: line.email ?? '' }));
  if (unit && !world.inScope(unit.id)) faults.push(errorIn('unit', 'unit.out-of-scope', { value: unit.name }));
  const changes = changesOf(line, account);
  if (!unit || unit.id === account.unitId) return { outcome: changes.length > 0 ? 'UPDATE' : 'SAME', faults, changes };
  const on = line.effectiveOn ?? world.today;
  const since = account.memberSince;
  if (since && on < since) faults.push(errorIn('effectiveOn', 'day.before-membership', { value: dayWords(on), since: dayWords(since) }));
  if (account.grants.length > 0) faults.push(warningIn(undefined, 'transfer.has-roles'));
  const from = account.unitId ? (world.units.byId.get(account.unitId)?.name ?? null) : null;
  return { outcome: 'TRANSFER', faults, on, changes: [{ field: 'unit', from, to: unit.name }, ...changes] };
}

/** What differs, apart from the unit. A name in capitals does not overwrite the same name in small letters. */
function changesOf(line: PersonLine, account: KnownAccount): Change[] {
  const sameName = isCapitals(line.fullName) && line.fullName === account.fullName.toLocaleUpperCase('vi');
  const wanted = [
    ['fullName', account.fullName, sameName ? null : line.fullName],
    ['email', account.email, line.email],
    ['phone', account.phone, line.phone],
    ['category', account.category, line.category],
    ['joinedOn', account.joinedOn, line.joinedOn],
    // A position belongs to a membership; without one there is nothing to write it to.
    ['title', account.title, account.unitId ? line.title : null],
  ] as const;
  return wanted.flatMap(([field, from, to]) => (to === null || to === from ? [] : [{ field, from, to }]));
}

function repeatedFaults(line: PersonLine, { repeated }: World): Fault[] {
  const faults: Fault[] = [];
  const listed = (rows: readonly number[]) => rows.slice(0, 10).join(', ') + (rows.length > 10 ? ', …' : '');
  const numbers = repeated.staffNo.get(line.staffNo);
  if (numbers) faults.push(errorIn('staffNo', 'staff-no.twice', { value: line.staffNo, rows: listed(numbers) }));
  const emails = line.email ? repeated.email.get(line.email) : undefined;
  if (emails) faults.push(errorIn('email', 'email.twice', { value: line.email ?? '', rows: listed(emails) }));
  return faults;
}

/** The rows of every value that appears more than once. */
export function rowsOfRepeated(values: Iterable<readonly [rowNo: number, value: string | null]>): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const [rowNo, value] of values) {
    if (!value) continue;
    const known = rows.get(value);
    if (known) known.push(rowNo);
    else rows.set(value, [rowNo]);
  }
  return new Map([...rows].filter(([, numbers]) => numbers.length > 1));
}

function seenOf(account: KnownAccount | null): string {
  if (!account) return '';
  const { fullName, email, phone, category, joinedOn, leftOn, disabledAt, unitId, title, memberSince } = account;
  return JSON.stringify([fullName, email, phone, category, joinedOn, leftOn, disabledAt, unitId, title, memberSince]);
}
