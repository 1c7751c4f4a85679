import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Tag, type Crumb, type Tone } from '../../ui/index.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import { classMessages } from '../messages/classes.ts';
import type { RunState } from '../rules/course-run.ts';

const tones: Record<RunState, Tone> = { DRAFT: 'neutral', OPEN: 'ok', FULL: 'warn', CLOSED: 'neutral', RUNNING: 'brand', DONE: 'neutral', CANCELLED: 'danger' };

/** How a class stands, as a word with a colour. */
export function RunTag({ state }: { state: RunState }) {
  const t = useText(classMessages);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** Thứ Hai, 30/11/2026, 08:00–11:30 */
export function useSessionTime(): (session: { startsAt: string; endsAt: string }) => string {
  const formats = useFormats();
  return ({ startsAt, endsAt }) => formats.span(startsAt, endsAt);
}

/** A room, or a link that can be followed: only addresses of the web are links. */
export function Place({ place }: { place: string }) {
  return /^https?:\/\/\S+$/.test(place) ? <a href={place} rel="noreferrer">{place}</a> : <>{place}</>;
}

/** The way to a page about classes. */
export function ClassCrumbs({ between, here }: { between?: Crumb; here: string }) {
  const t = useText(classMessages);
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('title'), href: '/classes' }, ...(between ? [between] : []), { label: here }]} />;
}

/** The way to a page of the desk; the class stands between when there is one. */
export function DeskCrumbs({ trail = [], here }: { trail?: Crumb[]; here?: string }) {
  const t = useText(classMessages);
  const d = useText(classDeskMessages);
  const items: Crumb[] = [{ label: d('crumb.admin'), href: '/admin' }, ...(here ? [{ label: d('title'), href: '/admin/classes' }, ...trail, { label: here }] : [{ label: d('title') }])];
  return <Breadcrumb label={t('crumbs')} items={items} />;
}
