import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTies, type JudgeParty, type Parents, type Party } from './conflicts.ts';
import { organisationKey } from './organisation-names.ts';

const parents: Parents = new Map([['counter', ['commune']], ['office', ['commune', 'district']], ['commune', ['province']], ['district', ['province']]]);
const nobody: Party = { userId: null, fullName: 'Người Nào Đó', email: null, unitIds: [], organisations: [], taxCode: null };
const judge = (more: Partial<JudgeParty> = {}): JudgeParty => ({ ...nobody, userId: 'judge', fullName: 'Lương Thế Vinh', named: [], ...more });
const kinds = (one: Partial<JudgeParty>, other: Partial<Party>, named: string[] = []) => findTies(judge(one), [{ entryId: 'e', parties: [{ ...nobody, userId: 'entrant', ...other }], named }], parents).flatMap((tie) => tie.kinds.map((kind) => `${tie.source} ${kind}`));

describe('ties between a judge and an entry', () => {
  it.each<[string, Partial<JudgeParty>, Partial<Party>, string[]]>([
    ['the same person', {}, { userId: 'judge' }, ['ORGANISATION SAME_PERSON']],
    ['the same address in other letters', { email: 'An@So.VN' }, { email: 'an@so.vn' }, ['ORGANISATION SAME_PERSON', 'ORGANISATION SAME_DOMAIN']],
    ['the same unit', { unitIds: ['counter'] }, { unitIds: ['counter'] }, ['ORGANISATION SAME_UNIT']],
    ['a superior', { unitIds: ['commune'] }, { unitIds: ['counter'] }, ['ORGANISATION SUPERIOR_UNIT']],
    ['a superior of the unit as it stood before', { unitIds: ['district'] }, { unitIds: ['office'] }, ['ORGANISATION SUPERIOR_UNIT']],
    ['a subordinate, two steps down', { unitIds: ['counter'] }, { unitIds: ['province'] }, ['ORGANISATION SUBORDINATE_UNIT']],
    ['a neighbour', { unitIds: ['counter'] }, { unitIds: ['office'] }, []],
    ['the same firm, written another way', { organisations: ['Cty CP Dữ liệu Tràng An'] }, { organisations: ['CÔNG TY CỔ PHẦN DỮ LIỆU TRÀNG AN'] }, ['ORGANISATION SAME_ORGANISATION']],
    ['the same tax code, a branch', { taxCode: '2700123456' }, { taxCode: '2700123456-001' }, ['ORGANISATION SAME_TAX_CODE']],
    ['the domain of a firm', { email: 'x@tranganh.example' }, { email: 'y@TrangAnh.example' }, ['ORGANISATION SAME_DOMAIN']],
    ['a domain that everybody has', { email: 'x@gmail.com' }, { email: 'y@gmail.com' }, []],
    ['officials of one province', { email: 'x@tinh.example', unitIds: ['counter'] }, { email: 'y@tinh.example', unitIds: ['office'] }, []],
    ['nothing known on either side', {}, {}, []],
    ['a name that the judge gave', { named: ['nguyen van a', 'NGUYỄN VĂN Á '] }, { fullName: 'Nguyễn Văn Á' }, ['JUDGE NAMED']],
    ['a firm that the judge gave', { named: ['công ty Tràng An'] }, { organisations: ['Công ty TNHH Tràng An'] }, ['JUDGE NAMED']],
    ['an address that the judge gave', { named: [' A@b.vn'] }, { email: 'a@b.vn' }, ['JUDGE NAMED']],
    ['an empty name', { named: ['', '  ', '!!!'] }, { fullName: '' }, []],
  ])('finds %s', (_what, one, other, expected) => {
    expect(kinds(one, other)).toEqual(expected);
  });

  it('hears the entrant, too', () => {
    expect(kinds({}, {}, ['LUONG THE VINH'])).toEqual(['ENTRANT NAMED']);
    expect(kinds({ organisations: ['Viện Công nghệ'] }, {}, ['viện công nghệ'])).toEqual(['ENTRANT NAMED']);
    expect(kinds({}, {}, ['Lương'])).toEqual([]);
  });

  it('finds units from both sides alike', () => {
    const unit = fc.constantFrom('counter', 'office', 'commune', 'district', 'province');
    const turned: Record<string, string> = { 'ORGANISATION SUPERIOR_UNIT': 'ORGANISATION SUBORDINATE_UNIT', 'ORGANISATION SUBORDINATE_UNIT': 'ORGANISATION SUPERIOR_UNIT' };
    fc.assert(fc.property(unit, unit, (one, other) => {
      const there = kinds({ unitIds: [one] }, { unitIds: [other] });
      expect(kinds({ unitIds: [other] }, { unitIds: [one] })).toEqual(there.map((kind) => turned[kind] ?? kind));
    }));
  });

  it('ends in a tree that runs in a ring', () => {
    const ring: Parents = new Map([['a', ['b']], ['b', ['a']]]);
    expect(findTies(judge({ unitIds: ['a'] }), [{ entryId: 'e', parties: [{ ...nobody, unitIds: ['b'] }], named: [] }], ring)[0]?.kinds).toEqual(['SUPERIOR_UNIT', 'SUBORDINATE_UNIT']);
  });

  it('stands any text as a name', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const tied = kinds({ named: [text], organisations: [text] }, { fullName: text, organisations: ['Khác hẳn'] });
      expect(tied.length).toBeLessThanOrEqual(1);
      expect(organisationKey(text)).toBe(organisationKey(organisationKey(text)) || organisationKey(text));
    }));
  });
});
