import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, TextInput } from '../../ui/index.ts';
import { ticketReplyMessages } from '../messages/ticket-replies.ts';
import type { AnswersForTicket } from '../queries/ticket-replies.server.ts';

/** Published answers whose words may be taken for a ticket, found by what was asked. */
export function AnswersToUse({ ticketId, found: { q, hits } }: { ticketId: string; found: AnswersForTicket }) {
  const t = useText(ticketReplyMessages);
  const path = `/tickets/${ticketId}/steps/answer`;
  return (
    <Card title={t('use.title')} id="use">
      <form method="get" action={path} className="inline-form"><TextInput name="q" label={t('use.search')} defaultValue={q} maxLength={500} /><Button variant="ghost" icon="search">{t('use.button')}</Button></form>
      {hits.length === 0 ? <p className="muted">{t('use.none')}</p> : (
        <ul className="hits">
          {hits.map((hit) => (
            <li key={hit.slug} className="stack-s">
              <strong>{hit.question}</strong>
              <p>{hit.short}</p>
              <div className="row"><LinkButton variant="ghost" href={`${path}?${new URLSearchParams({ q, use: hit.slug }).toString()}`} aria-label={t('use.take-this', { question: hit.question })}>{t('use.take')}</LinkButton></div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
