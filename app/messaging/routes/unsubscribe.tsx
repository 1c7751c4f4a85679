import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, submit } from '../../people/route.server.ts';
import { AppError } from '../../platform/errors.ts';
import { publicLookupLimit } from '../../platform/http/limits.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState } from '../../ui/index.ts';
import { changeByLink } from '../commands/unsubscribe.server.ts';
import { tokenParams, unsubscribeForm } from '../forms/mail-params.ts';
import { mailMessages, unsubscribeMessages as messages } from '../messages/mail.ts';
import { findUnsubscribe } from '../queries/unsubscribe.server.ts';
import { topicKey } from '../rules/topic-key.ts';
import { titledMail } from '../components/titled-mail.ts';

const closed = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow', 'Referrer-Policy': 'no-referrer' };

/** Only shows a button: link scanners open every address of a mail and must change nothing. */
export const loader = page({ guard: 'public', params: tokenParams }, async ({ params, context }) => {
  await context.spendPoint(publicLookupLimit, context.address);
  const found = await findUnsubscribe(context.db, context.secret, params.token);
  if (!found) throw new AppError('not-found', messages.both('unknown'));
  return data({ topic: found.topic, wants: found.wants, token: params.token }, { headers: closed });
});

/** Works without cookie, session or Origin, because mail providers have none; the token is the right. They get no redirect either. */
export const action = submit({ guard: 'public', params: tokenParams, form: unsubscribeForm, limit: 10_000 }, async ({ params, form, context }) => {
  await changeByLink(context.db, context.secret, params.token, false, context.clock.now().toISOString());
  if ('confirmed' in form) return seeOther(`/unsubscribe/${params.token}`);
  return new Response(null, { status: 200, headers: closed });
});

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders;
export const meta = titledMail((locale) => messages.in(locale)('title'));

export default function UnsubscribePage() {
  const { topic, wants, token } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const topicName = useText(mailMessages)(topicKey(topic));
  if (!wants) {
    const back = <form method="post" action={`/unsubscribe/${token}/return`}><Button variant="ghost">{t('return')}</Button></form>;
    return <EmptyState level={1} icon="circle-check" title={t('done', { topic: topicName })} action={back}>{t('done-text')}</EmptyState>;
  }
  return (
    <div className="narrow">
      <Card>
        <h1>{t('title')}</h1>
        <p>{t('ask', { topic: topicName })}</p>
        <form method="post" action={`/unsubscribe/${token}`}>
          <input type="hidden" name="confirmed" value="1" />
          <Button wide>{t('confirm')}</Button>
        </form>
      </Card>
    </div>
  );
}
