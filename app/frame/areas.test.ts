import { describe, expect, it } from 'vitest';
import type { Actor, Grant, Role } from '../people/actor.ts';
import { canOpenAdmin } from '../people/policy.ts';
import { areaAt, areasOf, isInArea } from './areas.ts';

const actor = (...roles: Role[]): Actor => ({ id: 'u', fullName: 'Trần Văn Bình', accountKind: 'OPERATOR', unitId: 'x', unitName: 'Hoa Lư', grants: roles.map((role): Grant => ({ role, scope: 'ALL', unitId: null })), mustChangePassword: false, sessionId: 's', locale: 'vi', theme: 'system' });
const outside = ['contests', 'entries', 'profile'];
const everybody = ['home', 'courses', 'certificates', 'help', 'contests'];

describe('areasOf', () => {
  it.each<[Role[], string[]]>([
    [[], []],
    [['LEARNER'], []],
    [['UNIT_LEADER'], ['units', 'reports']],
    [['CONTENT_EDITOR'], ['answers', 'admin']],
    [['CAMPAIGN_MAKER'], ['campaigns']],
    [['CAMPAIGN_APPROVER'], ['campaigns']],
    [['CHANNEL_OPERATOR'], ['campaigns']],
    [['LEGAL_OFFICER'], ['tickets']],
    [['CALL_AGENT'], ['desk']],
    [['CALL_SUPERVISOR'], ['answers', 'desk', 'tickets']],
    [['TRAINING_ADMIN'], ['units', 'reports', 'admin']],
    [['AUDITOR'], ['contest-desk', 'campaigns', 'answers', 'units', 'reports', 'admin']],
    [['SYSTEM_ADMIN'], ['contest-desk', 'campaigns', 'answers', 'units', 'reports', 'admin']],
    [['ANSWER_APPRAISER'], ['answers']],
    [['CONTEST_ORGANISER'], ['contest-desk']],
    [['CONTEST_APPROVER'], ['contest-desk']],
    [['FOCAL_POINT'], ['reports']],
    [['STANDING_AGENCY'], ['reports']],
    [['UNIT_LEADER', 'CONTENT_EDITOR'], ['answers', 'units', 'reports', 'admin']],
  ])('opens to %j also %j, in the order of the rail', (roles, more) => {
    expect(areasOf(actor(...roles))).toEqual([...everybody, ...more]);
  });

  it('leads to adoptions whoever carries any, unless the desk leads there already', () => {
    expect(areasOf(actor('UNIT_LEADER'), true)).toEqual([...everybody, 'adoptions', 'units', 'reports']);
    expect(areasOf(actor('UNIT_LEADER', 'CONTEST_ORGANISER'), true)).toEqual([...everybody, 'contest-desk', 'units', 'reports']);
    expect(areasOf({ ...actor('UNIT_LEADER'), accountKind: 'SERVICE' }, true)).toEqual(outside);
    expect([isInArea('adoptions', '/contest-desk/adoptions'), isInArea('adoptions', '/contest-desk/adoptions/x/state'), isInArea('adoptions', '/contest-desk/x'), isInArea('adoptions', '/adoptions')]).toEqual([true, true, false, false]);
  });

  it('counts lessons, tests and learning paths among the courses, and judging among the contests', () => {
    expect(['/courses', '/courses/x', '/paths', '/paths/lanh-dao', '/notes', '/pathsx', '/learn/x/y/questions', '/assessments/x/y', '/attempts/x', '/attempted'].map((address) => isInArea('courses', address))).toEqual([true, true, true, true, true, false, true, true, true, false]);
    expect(['/judging', '/judging/duels/x', '/judged'].map((address) => isInArea('contests', address))).toEqual([true, true, false]);
  });

  it('shows people from outside the contest, their entries and profile, and nothing else, whatever roles a row may give them', () => {
    for (const roles of [[], ['SYSTEM_ADMIN'], ['CONTEST_ORGANISER', 'AUDITOR']] as Role[][]) expect(areasOf({ ...actor(...roles), accountKind: 'SERVICE' })).toEqual(outside);
    expect([isInArea('entries', '/contests/entries/x/team'), isInArea('entries', '/contests/mo-27'), isInArea('profile', '/contests/profile/address'), isInArea('contests', '/contests/entries')]).toEqual([true, false, true, true]);
  });

  it('shows administration exactly to those who can open it', () => {
    for (const role of ['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'AUDITOR', 'SYSTEM_ADMIN'] as const) expect(areasOf(actor(role)).includes('admin')).toBe(canOpenAdmin(actor(role)));
    expect([canOpenAdmin(actor('UNIT_LEADER')), canOpenAdmin(actor('CONTENT_EDITOR'))]).toEqual([false, true]);
  });

  it('counts what comes back to be recalled to one’s own tasks', () => {
    expect(['/', '/recall', '/recall/answers/x', '/recalled', '/courses'].map((path) => isInArea('home', path))).toEqual([true, true, true, false, false]);
  });

  it('marks the desk on pages of tickets for somebody who only hands on, and no area where there is none', () => {
    const of = (role: Role, path: string) => areaAt(areasOf(actor(role)), path);
    expect([of('CALL_AGENT', '/tickets/new'), of('CALL_AGENT', '/tickets/bodies/ubnd-xa'), of('CALL_AGENT', '/desk')]).toEqual(['desk', 'desk', 'desk']);
    expect([of('CALL_SUPERVISOR', '/tickets/new'), of('LEARNER', '/tickets/new'), of('LEARNER', '/inbox'), areaAt(areasOf({ ...actor('LEARNER'), accountKind: 'SERVICE' }), '/contests/entries/x')]).toEqual(['tickets', null, null, 'entries']);
  });
});
