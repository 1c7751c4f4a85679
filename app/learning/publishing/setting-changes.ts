export type SettingValue = string | number | null | readonly number[];

/** What `course.yaml` says about the course, one of its modules or one of its assessments, in the order in which editors read it. */
export type SettingKey =
  | 'title'
  | 'summary'
  | 'aim'
  | 'audience'
  | 'models'
  | 'periods'
  | 'passScore'
  | 'certificateValidMonths'
  | 'renewalMonths'
  | 'renewalLeadDays'
  | 'provenBy'
  | 'prerequisites'
  | 'module'
  | 'kind'
  | 'minutes'
  | 'attempts'
  | 'cooldownMinutes'
  | 'questionCount'
  | 'blueprint';
export type Settings = Partial<Record<SettingKey, SettingValue>>;

/** A module or an assessment with what it is called. */
export interface NamedSettings {
  key: string;
  name: string;
  settings: Settings;
}

export interface ComparedCourse {
  settings: Settings;
  /** Modules and assessments; a key is unique among all of them. */
  parts: readonly NamedSettings[];
}

export interface SettingChange {
  /** The module or assessment; null for the course itself. */
  of: string | null;
  key: SettingKey;
  before: SettingValue;
  after: SettingValue;
}

/** Every setting that differs between two versions. Parts that came or went are told elsewhere. */
export function compareSettings(older: ComparedCourse, newer: ComparedCourse): SettingChange[] {
  const before = new Map(older.parts.map((part) => [part.key, part.settings]));
  return [
    ...differences(null, older.settings, newer.settings),
    ...newer.parts.flatMap(({ key, name, settings }) => differences(name, before.get(key) ?? settings, settings)),
  ];
}

function differences(of: string | null, older: Settings, newer: Settings): SettingChange[] {
  return (Object.keys(newer) as SettingKey[])
    .map((key) => ({ of, key, before: older[key] ?? null, after: newer[key] ?? null }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}
