import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, EmptyState, LinkButton, Meta, Notice, PageHead, Tabs, Tag } from '../../ui/index.ts';
import { classMessages } from '../messages/classes.ts';
import type { NextSession, OwnClass, Standing } from '../queries/classes.server.ts';
import type { RunState } from '../rules/course-run.ts';
import { Place, RunTag, useSessionTime } from './class-parts.tsx';

export type ClassTab = 'open' | 'mine' | 'past';
const tabs: readonly ClassTab[] = ['open', 'mine', 'past'];

/** Classes of one person: open to her, hers, past. */
export function ClassesPage({ classes, tab }: { classes: Record<ClassTab, OwnClass[]>; tab: ClassTab }) {
  const t = useText(classMessages);
  const shown = classes[tab];
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} actions={<LinkButton href="/training-record" variant="ghost" icon="file-text">{t('record')}</LinkButton>} />
      <Tabs label={t('tabs')} items={tabs.map((one) => ({ href: `/classes?tab=${one}`, label: t(`tab.${one}`), current: one === tab, count: classes[one].length }))} />
      {shown.length === 0 ? <Nothing tab={tab} /> : <div className="cards">{shown.map((one) => <ClassCard key={one.id} one={one} />)}</div>}
    </div>
  );
}

function Nothing({ tab }: { tab: ClassTab }) {
  const t = useText(classMessages);
  const action = tab === 'open' ? <LinkButton href="/courses" variant="ghost">{t('none.action')}</LinkButton> : <LinkButton href="/classes?tab=open" variant="ghost">{t('see-open')}</LinkButton>;
  return <EmptyState icon="calendar" title={t(`none.${tab}`)} action={action}>{tab === 'open' ? t('none.text') : null}</EmptyState>;
}

function ClassCard({ one }: { one: OwnClass }) {
  const t = useText(classMessages);
  const formats = useFormats();
  const time = useSessionTime();
  return (
    <Card title={<a href={`/classes/${one.id}`}>{one.title}</a>} id={`class-${one.id}`}>
      <div className="tags">
        <RunTag state={one.state} />
        <StandingTag standing={one.standing} state={one.state} />
        <Tag icon="clock">{t('periods', { periods: formats.number(one.periods) })}</Tag>
        {one.state === 'OPEN' ? <Tag icon="users">{t('free', { free: one.capacity - one.placed })}</Tag> : null}
      </div>
      <Meta
        className="form-gap"
        items={[
          ...(one.startsAt && one.endsAt ? [{ term: t('fact.when'), detail: one.sessions > 1 ? `${t('sessions', { count: one.sessions })} · ${formats.day(one.startsAt)} – ${formats.day(one.endsAt)}` : time({ startsAt: one.startsAt, endsAt: one.endsAt }) }] : []),
          { term: t('fact.lecturer'), detail: one.lecturer },
          { term: t('fact.unit'), detail: one.unitName },
        ]}
      />
    </Card>
  );
}

/** Whether somebody has a place or waits. */
export function StandingTag({ standing, state }: { standing: Standing; state: RunState }) {
  const t = useText(classMessages);
  // A place in a class that is not held is none, and whoever still waited at its end was not in it.
  if (standing.kind === 'NONE' || state === 'CANCELLED') return null;
  if (state === 'DONE') return standing.kind === 'PLACED' ? <Tag>{t('standing.over')}</Tag> : null;
  return standing.kind === 'PLACED' ? <Tag tone="ok">{t('standing.PLACED')}</Tag> : <Tag tone="warn">{standing.before === 0 ? t('standing.first') : t('standing.WAITING', { before: standing.before })}</Tag>;
}

/** The session that runs now, or the next one within a week, on the home page. */
export function NextSessionNotice({ session, now }: { session: NextSession | null; now: string }) {
  const t = useText(classMessages);
  const time = useSessionTime();
  if (!session) return null;
  return (
    <Notice live={false} title={`${t(session.startsAt <= now ? 'home.running' : 'home.title')}: ${session.title}`} action={<LinkButton href={`/classes/${session.id}`} variant="ghost" icon="calendar">{t('home.see')}</LinkButton>}>
      {time(session)} · <Place place={session.place} />
    </Notice>
  );
}
