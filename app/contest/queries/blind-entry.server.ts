import { z } from 'zod';
import type { Db } from '../../../db/client.ts';
import { entryParts, type EntryPart } from '../rules/entry-parts.ts';
import { maskIdentities, type Identities } from '../rules/mask-identities.ts';
import { ownDomain } from '../rules/organisation-names.ts';
import { listBlindFiles, type BlindFile } from './blind-copies.server.ts';
import { lastSubmissions } from './handed-files.server.ts';

/** An entry as a judge reads it. */
export interface BlindEntry {
  title: string;
  parts: { part: EntryPart; body: string }[];
  files: Omit<BlindFile, 'fileId'>[];
  /** Files that somebody has to look at first. */
  waitingFiles: number;
  /** Only in a contest that is not blind. */
  owner: { name: string; number: string } | null;
}

const content = z.object({ entry: z.object({ title: z.string() }).optional(), parts: z.record(z.string(), z.string()).default({}) });

/** What was handed in last, with everything that names somebody masked while the contest is blind. */
export async function getBlindEntry(db: Db, entryId: string, isBlind: boolean, mask: string): Promise<BlindEntry> {
  const entry = await db.selectFrom('entry as e').innerJoin('user_account as u', 'u.id', 'e.owner_id').select(['e.title', 'e.number', 'u.full_name']).where('e.id', '=', entryId).executeTakeFirstOrThrow();
  const words = await handedIn(db, entryId);
  const identities = isBlind ? await identitiesOf(db, entryId) : { names: [], organisations: [] };
  const shown = (text: string) => (isBlind ? maskIdentities(text, identities, mask) : text);
  const { files, waiting } = await listBlindFiles(db, entryId);
  return {
    title: shown(words.title ?? entry.title),
    parts: entryParts.map((part) => ({ part, body: shown(words.parts[part] ?? '') })),
    files: files.map(({ place, name, bytes }) => ({ place, name, bytes })),
    waitingFiles: waiting,
    owner: isBlind ? null : { name: entry.full_name, number: entry.number },
  };
}

export interface Words {
  title: string | null;
  parts: Record<string, string>;
}

/** The words that count: those of the last submission, whatever was typed since. */
export async function handedIn(db: Db, entryId: string): Promise<Words> {
  return (await wordsOf(db, [entryId])).get(entryId) ?? { title: null, parts: {} };
}

/** The same of many entries at once. */
export async function wordsOf(db: Db, entryIds: readonly string[]): Promise<Map<string, Words>> {
  const last = await lastSubmissions(db, entryIds);
  const typed = Map.groupBy(await db.selectFrom('entry_part').select(['entry_id', 'part', 'body']).where('entry_id', 'in', entryIds).execute(), (row) => row.entry_id);
  return new Map(entryIds.map((id) => {
    const submission = last.get(id);
    const words = submission === undefined ? null : wordsIn(submission);
    return [id, words ?? { title: null, parts: Object.fromEntries((typed.get(id) ?? []).map((row) => [row.part, row.body])) }];
  }));
}

/** The words of a submission; null for one that holds none in a way that we know. */
export function wordsIn(submission: string): Words | null {
  const { success, data } = content.safeParse(JSON.parse(submission));
  return success ? { title: data.entry?.title ?? null, parts: data.parts } : null;
}

/** Everybody who was ever in the team, and the organisations and units behind them. */
export async function identitiesOf(db: Db, entryId: string): Promise<Identities> {
  const [own] = (await identitiesBehind(db, [entryId])).values();
  if (!own) throw new Error(`no entry ${entryId}`);
  return own;
}

/** The same of many entries at once. */
export async function identitiesBehind(db: Db, entryIds: readonly string[]): Promise<Map<string, Identities>> {
  const entries = await db.selectFrom('entry').select(['id', 'owner_id']).where('id', 'in', entryIds).execute();
  const members = Map.groupBy(await db.selectFrom('entry_member').select(['entry_id', 'user_id', 'full_name', 'email']).where('entry_id', 'in', entryIds).execute(), (member) => member.entry_id);
  const ids = new Set([...entries.map((entry) => entry.owner_id), ...[...members.values()].flat().flatMap((member) => member.user_id ?? [])]);
  const accounts = new Map((await db.selectFrom('user_account as u').leftJoin('contestant as c', 'c.user_id', 'u.id').select(['u.id', 'u.full_name', 'u.email', 'u.account_kind', 'c.legal_name', 'c.tax_code']).where('u.id', 'in', [...ids]).execute()).map((account) => [account.id, account]));
  const units = Map.groupBy(await db.selectFrom('membership as m').innerJoin('org_unit_version as v', 'v.unit_id', 'm.unit_id').select(['m.user_id', 'v.name', 'v.short_name']).where('m.user_id', 'in', [...ids]).execute(), (unit) => unit.user_id);
  return new Map(entries.map(({ id, owner_id }) => {
    const team = members.get(id) ?? [];
    const people = [...new Set([owner_id, ...team.flatMap((member) => member.user_id ?? [])])];
    const known = people.flatMap((person) => accounts.get(person) ?? []);
    // A domain that officials share says nothing; one of a firm is its name.
    const domains = [...known.filter(({ account_kind }) => account_kind === 'SERVICE'), ...team.filter(({ user_id }) => user_id === null)].map(({ email }) => ownDomain(email)).filter(Boolean);
    return [id, { names: [...known.map((account) => account.full_name), ...team.map((member) => member.full_name)], organisations: [...known.flatMap(({ legal_name, tax_code }) => [legal_name, tax_code].filter((one) => one !== null)), ...domains, ...people.flatMap((person) => units.get(person) ?? []).flatMap((unit) => [unit.name, unit.short_name])] }];
  }));
}
