import { fold } from '../../platform/text/fold.ts';
import { organisationKey, ownDomain } from './organisation-names.ts';

/** Why a judge must not read an entry. The first ones follow from data, the last two from what people said. */
export const tieKinds = ['SAME_PERSON', 'SAME_UNIT', 'SUPERIOR_UNIT', 'SUBORDINATE_UNIT', 'SAME_ORGANISATION', 'SAME_TAX_CODE', 'SAME_DOMAIN', 'NAMED'] as const;
export type TieKind = (typeof tieKinds)[number];

/** One person or organisation on either side. */
export interface Party {
  userId: string | null;
  fullName: string;
  email: string | null;
  unitIds: readonly string[];
  /** Names of units, firms, organisations. */
  organisations: readonly string[];
  taxCode: string | null;
}
export interface EntryParties {
  entryId: string;
  parties: readonly Party[];
  /** Names of possible judges or their organisations, as the entrants gave them. */
  named: readonly string[];
}
export interface JudgeParty extends Party {
  /** People and organisations that the judge has ties with. */
  named: readonly string[];
}
export interface FoundTie {
  entryId: string;
  kinds: TieKind[];
  /** Who said so, when only words say so. */
  source: 'ORGANISATION' | 'JUDGE' | 'ENTRANT';
}

/** Parents of units, of all the trees in force while the contest runs: somebody may have moved in the meantime. */
export type Parents = ReadonlyMap<string, readonly string[]>;

/** All ties of a judge with entries, from data on both sides and from what both sides said. */
export function findTies(judge: JudgeParty, entries: readonly EntryParties[], parents: Parents): FoundTie[] {
  const above = ancestorsOf(judge.unitIds, parents);
  return entries.flatMap(({ entryId, parties, named }): FoundTie[] => {
    const kinds = new Set(parties.flatMap((party) => kindsBetween(judge, above, party, parents)));
    const found: FoundTie[] = kinds.size > 0 ? [{ entryId, source: 'ORGANISATION', kinds: tieKinds.filter((kind) => kinds.has(kind)) }] : [];
    if (parties.some((party) => isNamedIn(judge.named, party))) found.push({ entryId, source: 'JUDGE', kinds: ['NAMED'] });
    if (isNamedIn(named, judge)) found.push({ entryId, source: 'ENTRANT', kinds: ['NAMED'] });
    return found;
  });
}

function kindsBetween(judge: Party, above: ReadonlySet<string>, party: Party, parents: Parents): TieKind[] {
  const kinds: TieKind[] = [];
  const add = (kind: TieKind, holds: boolean) => void (holds && kinds.push(kind));
  const theirs = ancestorsOf(party.unitIds, parents);
  add('SAME_PERSON', (judge.userId !== null && judge.userId === party.userId) || sameText(judge.email?.toLowerCase(), party.email?.toLowerCase()));
  add('SAME_UNIT', judge.unitIds.some((id) => party.unitIds.includes(id)));
  add('SUPERIOR_UNIT', judge.unitIds.some((id) => theirs.has(id)));
  add('SUBORDINATE_UNIT', party.unitIds.some((id) => above.has(id)));
  add('SAME_ORGANISATION', judge.organisations.some((name) => party.organisations.some((other) => sameText(organisationKey(name), organisationKey(other)))));
  add('SAME_TAX_CODE', sameText(taxKey(judge.taxCode), taxKey(party.taxCode)));
  // Officials of one province share a domain: among them the units decide.
  add('SAME_DOMAIN', (judge.unitIds.length === 0 || party.unitIds.length === 0) && sameText(ownDomain(judge.email), ownDomain(party.email)));
  return kinds;
}

/** Every unit above some units, through all parents they had. A ring in the data ends by itself. */
function ancestorsOf(unitIds: readonly string[], parents: Parents): Set<string> {
  const found = new Set<string>();
  const waiting = [...unitIds];
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    for (const parent of parents.get(unit) ?? []) {
      if (found.has(parent)) continue;
      found.add(parent);
      waiting.push(parent);
    }
  }
  return found;
}

function sameText(one: string | null | undefined, other: string | null | undefined): boolean {
  return one !== null && one !== undefined && one !== '' && one === other;
}

/** Branches have the head's code with a tail. */
const taxKey = (code: string | null): string => (code ?? '').replace(/\D/g, '').slice(0, 10);

/** Whether a list of names means a party: her name, her address or one of her organisations. */
function isNamedIn(names: readonly string[], party: Party): boolean {
  return names.some((name) => {
    const folded = fold(name);
    if (folded === '') return false;
    return folded === fold(party.fullName) || sameText(name.trim().toLowerCase(), party.email?.toLowerCase()) || party.organisations.some((own) => organisationKey(own) === organisationKey(name));
  });
}
