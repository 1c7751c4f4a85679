import { describe, expect, it } from 'vitest';
import { everybody, type AudienceRules } from '../forms/audience.ts';
import { audienceSentence } from './audience-words.ts';

const names = { units: [{ id: 'a', name: 'UBND xã A' }, { id: 'b', name: 'Sở B' }], courses: [{ slug: 'an-toan', title: 'An toàn thông tin' }] };
const say = (rules: Partial<AudienceRules>, locale: 'vi' | 'en' = 'vi') => audienceSentence({ ...everybody, ...rules }, names, locale);

describe('whom the rules mean, in words', () => {
  it.each<[string, Partial<AudienceRules>, string, string]>([
    ['nothing narrows', {}, 'Mọi cán bộ đang công tác.', 'Every official in service.'],
    ['one unit', { unitIds: ['a'] }, 'Cán bộ đang công tác thuộc UBND xã A (gồm đơn vị trực thuộc).', 'Officials in service of UBND xã A (with sub-units).'],
    ['one of several of each', { unitIds: ['a', 'b'], roles: ['UNIT_LEADER', 'TRAINING_ADMIN'] }, 'Cán bộ đang công tác thuộc UBND xã A hoặc Sở B (gồm đơn vị trực thuộc), có vai trò lãnh đạo đơn vị hoặc quản trị đào tạo.', 'Officials in service of UBND xã A or Sở B (with sub-units), with the role unit leader or training administrator.'],
    ['who is left out', { exceptUnitIds: ['a', 'b'], exceptCompleted: ['an-toan'] }, 'Mọi cán bộ đang công tác; trừ cán bộ thuộc UBND xã A và Sở B và người đã hoàn thành An toàn thông tin.', 'Every official in service; without those of UBND xã A and Sở B and who has completed An toàn thông tin.'],
    ['a course and a category', { level: 'COMMUNE', categories: ['CIVIL_SERVANT'], course: { slug: 'an-toan', state: 'NOT_COMPLETED' } }, 'Cán bộ đang công tác ở cấp xã, là công chức, chưa hoàn thành khoá “An toàn thông tin”.', 'Officials in service at the level: commune, who are civil servant, whose course “An toàn thông tin” is not completed.'],
    ['what is gone', { unitIds: ['<x>'], exceptCompleted: ['cu'] }, 'Cán bộ đang công tác thuộc <x> (gồm đơn vị trực thuộc); trừ người đã hoàn thành cu.', 'Officials in service of <x> (with sub-units); without who has completed cu.'],
  ])('%s', (_what, rules, vi, en) => expect([say(rules), say(rules, 'en')]).toEqual([vi, en]));
});
