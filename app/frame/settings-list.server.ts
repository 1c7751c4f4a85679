import { campaignsSettings } from '../campaigns/index.server.ts';
import { contestSettings } from '../contest/index.server.ts';
import { faqSettings } from '../faq/index.server.ts';
import { learningSettings } from '../learning/index.server.ts';
import { messagingSettings } from '../messaging/index.server.ts';
import { platformSettings } from '../platform/http/limits.ts';
import { peopleSettings } from '../people/index.server.ts';
import { reportsSettings } from '../reports/index.server.ts';
import type { Actor } from '../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../people/index.server.ts';
import { canSeeOperations } from '../people/policy.ts';
import { recordAudit } from '../platform/audit.server.ts';
import type { Day } from '../platform/clock.ts';
import { plusDays } from '../platform/days.ts';
import { AppError } from '../platform/errors.ts';
import { platformMessages } from '../platform/messages.ts';
import { sha256 } from '../platform/signing.server.ts';
import { fitsShape, listStoredRows, rowOn, scheduleSetting, type StoredSettingRow } from '../platform/settings.server.ts';
import type { Setting } from '../platform/settings.ts';
import { fieldsOf, type Parts, type SettingField } from './setting-fields.ts';
import { readSent } from './setting-value.ts';
import { settingsMessages as messages } from './settings-messages.ts';

/** Every number and date that law or policy sets, over all features: those that the work is about first, those of the machine last. */
export const allSettings: readonly Setting<unknown>[] = [...learningSettings, ...messagingSettings, ...campaignsSettings, ...faqSettings, ...reportsSettings, ...contestSettings, ...peopleSettings, ...platformSettings];

/** Those that have a form of their own, where their parts have names and a preview. */
export const ownForms: Readonly<Record<string, string>> = { 'learning.reminder-policy': '/admin/reminders/policy' };

export interface SettingView {
  key: string;
  /** What holds, as JSON. */
  value: string;
  /** What is stored for today and cannot be read as this setting, so that the product's own value holds until it is replaced; null for what can. */
  stored: string | null;
  /** Since when it holds; null while only the product's own value does. */
  from: Day | null;
  legalBasis: string;
  /** What is to begin later, the next first. */
  coming: { from: Day; value: string; isRead: boolean }[];
  formHref: string;
  mayBeginToday: boolean;
}

function viewOf(rows: readonly StoredSettingRow[], setting: Setting<unknown>, today: Day): SettingView {
  const held = rowOn(rows, today);
  return {
    key: setting.key,
    value: held && !isBroken(setting, held) ? held.value : JSON.stringify(setting.fallback),
    stored: held && isBroken(setting, held) ? held.value : null,
    from: held?.from ?? null,
    legalBasis: held?.legalBasis ?? setting.legalBasis,
    coming: rows.filter(({ from }) => from > today).toReversed().map(({ from, value }) => ({ from, value, isRead: fitsShape(setting, value) })),
    formHref: (isBroken(setting, held) ? undefined : ownForms[setting.key]) ?? `/admin/settings/${setting.key}`,
    mayBeginToday: setting.mayBeginToday === true,
  };
}

const isBroken = (setting: Setting<unknown>, held: StoredSettingRow | undefined): boolean => held !== undefined && !fitsShape(setting, held.value);

/** All settings with what holds on a day. */
export async function listSettings(db: Ports['db'], today: Day): Promise<SettingView[]> {
  const views: SettingView[] = [];
  for (const setting of allSettings) views.push(viewOf(await listStoredRows(db, setting.key), setting, today));
  return views;
}

export interface SettingPage extends SettingView {
  /** Every dated row, the latest first, and whether it can be read as this setting. */
  rows: (StoredSettingRow & { isRead: boolean })[];
  fallback: string;
  /** Of its form; null for a value that is typed as JSON. */
  fields: SettingField[] | null;
  /** Of the rows as they are shown: a form that another one overtook is refused. */
  mark: string;
}

/** @throws AppError not-found for a key that no feature has, or whose form is elsewhere */
export async function getSettingPage(db: Ports['db'], key: string, today: Day): Promise<SettingPage> {
  const { setting, rows } = await settingWith(db, key, today);
  return { ...viewOf(rows, setting, today), rows: rows.map((row) => ({ ...row, isRead: fitsShape(setting, row.value) })), fallback: JSON.stringify(setting.fallback), fields: fieldsOf(setting), mark: markOf(rows) };
}

/** A setting with its rows. One with a form of its own is found here only while that form cannot read what is stored. */
export async function settingWith(db: Ports['db'], key: string, today: Day): Promise<{ setting: Setting<unknown>; rows: StoredSettingRow[] }> {
  const setting = allSettings.find((one) => one.key === key);
  const rows = setting ? await listStoredRows(db, key) : [];
  if (!setting || (Object.hasOwn(ownForms, key) && !isBroken(setting, rowOn(rows, today)))) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { setting, rows };
}

export const markOf = (rows: readonly unknown[]) => sha256(JSON.stringify(rows)).slice(0, 16);

export interface SettingChange {
  key: string;
  /** As JSON, or part by part. */
  value: string | Parts;
  from: Day;
  legalBasis: string;
  mark: string;
}

/**
 * Sets a value from a day to come on, or from today on where what is stored cannot be read; what was promised under the old one stays as it was. What held until then stays in the books.
 * @throws AppError forbidden for whoever does not administer the system, not-found for a key that no feature has
 */
export async function changeSetting(ports: Ports, actor: Actor, { key, value, from, legalBasis, mark }: SettingChange): Promise<Outcome> {
  if (!canSeeOperations(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const { setting, rows } = await settingWith(tx, key, today);
    const earliest = setting.mayBeginToday || isBroken(setting, rowOn(rows, today)) ? today : plusDays(today, 1);
    if (from < earliest) return refuse('from', messages.both('fault.from'));
    const read = readSent(setting, value);
    if (!read.ok) return read;
    if (markOf(rows) !== mark) return refuse('form', messages.both('fault.meanwhile'));
    await scheduleSetting(tx, setting, { value: read.value, from, legalBasis });
    await recordAudit(tx, { at, actor, action: 'setting.change', objectType: 'setting', objectId: key, details: { on: from, value: JSON.stringify(read.value).slice(0, 500), reason: legalBasis } });
    return { ok: true };
  });
}
