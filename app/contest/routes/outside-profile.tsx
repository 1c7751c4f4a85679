import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, safeNext, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Meta, Notice, PageHead } from '../../ui/index.ts';
import { writeProfile } from '../commands/write-profile.server.ts';
import { ProfileFields } from '../components/outside-parts.tsx';
import { ContestCrumbs } from '../components/public-parts.tsx';
import { doneQuery, nextQuery, profileForm } from '../forms/outside.ts';
import { outsideMessages as messages } from '../messages/outside.ts';
import { addressMessages } from '../messages/outside-address.ts';
import { readProfile, type Profile } from '../queries/profile.server.ts';

export const loader = page({ guard: 'signed-in', query: doneQuery }, async ({ actor, query, context }) => ({
  profile: await readProfile(context.db, actor, momentOf(portsOf(context)).at),
  done: query.done ?? null,
  next: query.next ? safeNext(query.next) : null,
}));

export const action = submit({ guard: 'signed-in', query: nextQuery, form: profileForm, limit: 50_000 }, async ({ actor, form, query, context }) => {
  await writeProfile(portsOf(context), actor, form);
  return seeOther(query.next ? safeNext(query.next) : '/contests/profile?done=saved');
});

export const meta = titled((locale) => messages.in(locale)('profile.title'));

export default function OutsideProfilePage() {
  const { profile, done, next } = useLoaderData() as { profile: Profile; done: 'saved' | 'signed-out' | 'new' | 'moved' | null; next: string | null };
  const t = useText(messages);
  const address = useText(addressMessages);
  const formats = useFormats();
  return (
    <>
      <PageHead title={t('profile.title')} lead={t('profile.lead')} breadcrumb={<ContestCrumbs here={t('profile.title')} />} />
      <div className="form">
        {done ? <Notice tone={done === 'new' ? 'info' : 'ok'} focused>{done === 'moved' ? address('done') : t(`profile.${done}`)}</Notice> : null}
        <Card>
          {profile.email ? <Meta items={[{ term: t('profile.email'), detail: <>{profile.email}{profile.isOutside ? <><br /><a href="/contests/profile/address">{address('link')}</a></> : null}</> }]} /> : null}
          {profile.isOutside ? null : <p className="muted">{t('profile.official')}</p>}
          <ProfileFields profile={profile} next={next ?? undefined} />
        </Card>
        {profile.isOutside ? (
          <>
            <Card title={t('sessions.title')} id="sessions">
              <p>{t('sessions.count', { count: formats.number(profile.sessions) })}</p>
              {profile.sessions > 1 ? <form method="post" action="/contests/profile/sessions-ending" className="row"><Button variant="ghost" icon="log-out">{t('sessions.end')}</Button></form> : null}
            </Card>
            <Card title={t('erase.title')} id="erase">
              <p>{t('erase.lead')}</p>
              <div className="row"><LinkButton variant="ghost" icon="trash-2" href="/contests/profile/erasure">{t('erase.title')}</LinkButton></div>
            </Card>
          </>
        ) : null}
      </div>
    </>
  );
}
