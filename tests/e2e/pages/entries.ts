import type { RouteConfigEntry } from '@remix-run/route-config';
import type { Scenery } from '../../support/scenery.ts';
import type { CastName } from '../../support/world-data.ts';

/** How a test opens a page: who may see it, and at which address. */
export interface PageEntry {
  as: CastName | null;
  at: (scenery: Scenery) => string;
}

const fixed = (as: CastName | null, address: string): PageEntry => ({ as, at: () => address });
const person = (tail: string, name: CastName = 'closer'): PageEntry => ({ as: 'admin', at: ({ ids }) => `/admin/people/${ids[name]}${tail}` });

const campaign = (tail: string, which: 'draft' | 'submitted' | 'running' | 'ended' = 'draft', as: CastName = 'maker'): PageEntry => ({ as, at: ({ campaigns }) => `/campaigns/${campaigns[which]}${tail}` });

/** Every page of the product by its path in `app/routes.ts`. A new page needs a line here, or the tests of pages fail. */
export const pageEntries: Record<string, PageEntry> = {
  '/': fixed('learner', '/'),
  '/sign-in': fixed(null, '/sign-in'),
  '/activate/:token': { as: null, at: ({ activationToken }) => `/activate/${activationToken}` },
  '/held/:id': { as: 'learner', at: ({ held }) => `/held/${held}` },
  '/account': fixed('learner', '/account'),
  '/account/password': fixed('learner', '/account/password'),
  '/account/sessions': fixed('learner', '/account/sessions'),
  '/courses': fixed('learner', '/courses'),
  '/courses/:course': fixed('learner', '/courses/an-toan-thong-tin'),
  '/units': fixed('leader', '/units'),
  '/learn/:course/:lesson': { as: 'learner', at: () => '/learn/an-toan-thong-tin/con-nguoi-la-cua-vao' },
  '/learn/:course/:lesson/note': { as: 'learner', at: () => '/learn/an-toan-thong-tin/con-nguoi-la-cua-vao/note' },
  '/assessments/:course/:key': fixed('closer', '/assessments/an-toan-thong-tin/cuoi-khoa'),
  '/attempts/:attempt': { as: 'examinee', at: ({ attempts }) => `/attempts/${attempts.open}` },
  '/attempts/:attempt/check': { as: 'examinee', at: ({ attempts }) => `/attempts/${attempts.open}/check` },
  '/attempts/:attempt/result': { as: 'closer', at: ({ attempts }) => `/attempts/${attempts.submitted}/result` },
  '/certificates': fixed('finisher', '/certificates'),
  '/verify': fixed(null, '/verify'),
  '/verify/:code': { as: null, at: ({ certificate }) => `/verify/${certificate.code}` },
  '/unsubscribe/:token': { as: null, at: ({ mail }) => `/unsubscribe/${mail.token}` },
  '/admin/mail': fixed('admin', '/admin/mail'),
  '/admin/mail/:day/:id': { as: 'admin', at: ({ mail }) => mail.kept },
  '/inbox': fixed('learner', '/inbox'),
  '/inbox/:messageId': { as: 'learner', at: ({ notice }) => `/inbox/${notice}` },
  '/account/notices': fixed('learner', '/account/notices'),
  '/admin/channels': fixed('admin', '/admin/channels'),
  '/desk': fixed('agent', '/desk?q=dinh+danh'),
  '/desk/calls': fixed('supervisor', '/desk/calls'),
  '/desk/calls/:id': { as: 'supervisor', at: ({ call }) => `/desk/calls/${call}` },
  '/desk/calls/:id/number': { as: 'supervisor', at: ({ call }) => `/desk/calls/${call}/number` },
  '/desk/callbacks': fixed('agent', '/desk/callbacks'),
  '/campaigns': fixed('maker', '/campaigns'),
  '/campaigns/broadcasts': fixed('operator', '/campaigns/broadcasts'),
  '/campaigns/places': fixed('operator', '/campaigns/places'),
  '/campaigns/slots/:slot': { as: 'operator', at: ({ campaigns }) => `/campaigns/slots/${campaigns.slot}` },
  '/campaigns/new': fixed('maker', '/campaigns/new'),
  '/campaigns/:id': campaign('', 'running'),
  '/campaigns/:id/goal': campaign('/goal'),
  '/campaigns/:id/audience': campaign('/audience'),
  '/campaigns/:id/content': campaign('/content'),
  '/campaigns/:id/content/:medium': campaign('/content/led'),
  '/campaigns/:id/schedule': campaign('/schedule'),
  '/campaigns/:id/check': campaign('/check'),
  '/campaigns/:id/slots': campaign('/slots', 'running'),
  '/campaigns/:id/evaluation': campaign('/evaluation', 'ended'),
  '/campaigns/:id/approval': campaign('/approval', 'submitted', 'approver'),
  '/campaigns/:id/steering/:deed': campaign('/steering/pause', 'running', 'approver'),
  '/campaigns/:id/correction': campaign('/correction', 'running'),
  '/admin': fixed('admin', '/admin'),
  '/admin/people': fixed('admin', '/admin/people'),
  '/admin/people/new': fixed('trainer', '/admin/people/new'),
  '/admin/people/:id': person(''),
  '/admin/people/:id/edit': person('/edit'),
  '/admin/people/:id/transfer': person('/transfer'),
  '/admin/people/:id/leaving': person('/leaving'),
  '/admin/people/:id/disabling': person('/disabling'),
  '/admin/people/:id/reactivation': { as: 'admin', at: ({ disabled }) => `/admin/people/${disabled}/reactivation` },
  '/admin/people/:id/temporary-password': person('/temporary-password'),
  '/admin/people/:id/activation-link': person('/activation-link'),
  '/admin/people/:id/roles': person('/roles', 'leader'),
  '/admin/people/:id/roles/:assignmentId/revocation': { as: 'admin', at: ({ ids, assignment }) => `/admin/people/${ids.leader}/roles/${assignment}/revocation` },
  '/admin/import': fixed('trainer', '/admin/import'),
  '/admin/import/:id': { as: 'trainer', at: ({ imports }) => `/admin/import/${imports.checked}` },
  '/admin/import/:id/mapping': { as: 'trainer', at: ({ imports }) => `/admin/import/${imports.unmapped}/mapping` },
  '/admin/courses': fixed('editor', '/admin/courses'),
  '/admin/courses/:course': fixed('editor', '/admin/courses/an-toan-thong-tin'),
  '/admin/courses/:course/release/:version': { as: 'editor', at: ({ version }) => `/admin/courses/de-an-06/release/${version}` },
  '/admin/courses/:course/preview/:lesson': fixed('editor', '/admin/courses/an-toan-thong-tin/preview/con-nguoi-la-cua-vao'),
  '/admin/certificates/:id': { as: 'trainer', at: ({ certificate }) => `/admin/certificates/${certificate.id}` },
  '/admin/certificates/:id/revocation': { as: 'trainer', at: ({ certificate }) => `/admin/certificates/${certificate.id}/revocation` },
  '/admin/certificates/:id/reissue': { as: 'trainer', at: ({ certificate }) => `/admin/certificates/${certificate.id}/reissue` },
  '/admin/audit': fixed('auditor', '/admin/audit'),
  '/admin/audit/chain': fixed('auditor', '/admin/audit/chain'),
  '/admin/operations': fixed('admin', '/admin/operations'),
  '/*': fixed('learner', '/khong-co-trang-nay'),
};

/** Further states of pages that deserve a look: other people, other filters, empty and full. */
export const furtherStates: Record<string, PageEntry> = {
  'campaign handed in, for its approver': campaign('', 'submitted', 'approver'),
  'campaign with loudspeaker words': campaign('/content/loudspeaker'),
  'campaign with poster words': campaign('/content/poster'),
  'slots of a draft': campaign('/slots'),
  'home of somebody with everything done': fixed('finisher', '/'),
  'home in the middle of a test': fixed('examinee', '/'),
  'home of a leader': fixed('leader', '/'),
  'search results': fixed('learner', '/courses?q=mat+khau'),
  'search without results': fixed('learner', '/courses?q=zzzz'),
  'course not enrolled': fixed('leader', '/courses/de-an-06'),
  'course completed': fixed('finisher', '/courses/de-an-06'),
  'lesson with everything answered': fixed('finisher', '/learn/de-an-06/ba-nen-tang'),
  'locked final': fixed('learner', '/assessments/de-an-06/cuoi-khoa'),
  'certificates, none yet': fixed('learner', '/certificates'),
  'verify, unknown code': fixed(null, '/verify/AAAA-AAAA-AAAA'),
  'verify, malformed code': fixed(null, '/verify?code=x'),
  'units for a course': fixed('trainer', '/units?course=de-an-06'),
  'a lesson that is not there': fixed('learner', '/learn/de-an-06/khong-co'),
  'forbidden': fixed('learner', '/admin/people'),
  'people filtered to nothing': fixed('admin', '/admin/people?q=zzzz'),
};

/** The paths of all routes that draw something: `.tsx`, while resources are `.ts`. */
export function listPagePaths(entries: readonly RouteConfigEntry[], above = ''): string[] {
  return entries.flatMap((entry) => {
    const path = `${above}/${entry.path ?? ''}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
    return [...(entry.file.endsWith('.tsx') ? [path] : []), ...listPagePaths(entry.children ?? [], path)];
  });
}
