import type { FormerName } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, TextInput } from '../../ui/index.ts';
import { callMessages as messages } from '../messages/call.ts';
import { helpMessages } from '../messages/help.ts';
import type { DeskAnswer } from '../rules/desk-index.ts';
import { formerLine } from '../rules/former-line.ts';

/** The first act of every call: the desk opens on it, and nothing stands before it that would have to be read. */
const focusFirst = { autoFocus: true };

/** Search comes first. While a call is open the field and the results belong to its form, so that looking up loses nothing that was typed. */
export function DeskSearch({ q, hits, former, read, meant, open, hasCall }: { q: string; hits: DeskAnswer[]; former: FormerName[]; read: string | null; meant: string | null; open: string; hasCall: boolean }) {
  const t = useText(messages);
  const h = useText(helpMessages);
  return (
    <div className="stack">
      <search className="desk-find">
        <TextInput form={hasCall ? 'desk-call' : 'desk-find'} id="desk-q" name="q" type="search" label={t('desk.question')} defaultValue={q} autoComplete="off" {...focusFirst} maxLength={500} aria-controls="desk-hits" aria-keyshortcuts="F3 Alt+3" />
        <Button form={hasCall ? 'desk-call' : 'desk-find'} variant="ghost" {...(hasCall ? { name: 'deed', value: 'save' } : {})}>{t('desk.find')}</Button>
      </search>
      <output className="muted block" id="desk-count">{q === '' ? t('desk.start-typing') : hits.length === 0 ? t('desk.no-hits') : t('desk.hits', { count: hits.length })}</output>
      <output className="notice notice-info" id="desk-former" hidden={former.length === 0}>{formerLine(former, t('desk.former', { name: '{name}', now: '{now}', day: '{day}' }))}</output>
      {read || meant ? <p className="muted" id="desk-read">{read ? h('results.read', { read }) : ''}{meant ? <> {t('desk.meant')} <Meant meant={meant} hasCall={hasCall} /></> : null}</p> : null}
      <ul className="desk-hits" id="desk-hits">
        {hits.map((hit) => <li key={hit.slug}><HitLink hit={hit} q={q} isOpen={hit.slug === open} hasCall={hasCall} /></li>)}
      </ul>
    </div>
  );
}

/** Looks up what was probably meant. While a call is open its form goes along, so that nothing typed is lost. */
function Meant({ meant, hasCall }: { meant: string; hasCall: boolean }) {
  return hasCall ? <Button form="desk-call" name="meant" value={meant} variant="quiet">{meant}</Button> : <a href={`/desk?${new URLSearchParams({ q: meant })}`}>{meant}</a>;
}

function HitLink({ hit, q, isOpen, hasCall }: { hit: DeskAnswer; q: string; isOpen: boolean; hasCall: boolean }) {
  const t = useText(messages);
  const words = <><span>{hit.question}</span><small>{hit.audience === 'INTERNAL' ? t('desk.internal') : t('desk.public')}</small></>;
  const current = isOpen ? ({ 'aria-current': 'true' } as const) : {};
  if (hasCall) return <button type="submit" className="desk-hit" form="desk-call" name="open" value={hit.slug} data-slug={hit.slug} {...current}>{words}</button>;
  return <a className="desk-hit" href={`/desk?${new URLSearchParams({ q, open: hit.slug })}`} data-slug={hit.slug} {...current}>{words}</a>;
}
