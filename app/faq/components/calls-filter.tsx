import { FilterDay } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Select } from '../../ui/index.ts';
import type { CallsQuery } from '../forms/calls.ts';
import { callMessages } from '../messages/call.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { channels, wrapCodes } from '../rules/call.ts';

/** Filters of the list of calls; they stand in the address. */
export function CallsFilter({ query }: { query: CallsQuery }) {
  const t = useText(messages);
  const c = useText(callMessages);
  return (
    <form method="get" className="inline-form">
      {query.agent ? <input type="hidden" name="agent" value={query.agent} /> : null}
      <FilterDay name="from" label={t('filter.from')} shown={query.from} width="middle" />
      <FilterDay name="to" label={t('filter.to')} shown={query.to} width="middle" />
      <Select name="code" label={t('filter.code')} defaultValue={query.code ?? ''} emptyLabel={t('filter.any')} options={[{ value: 'OPEN', label: t('filter.open') }, ...wrapCodes.map((code) => ({ value: code, label: c(`wrap.${code}`) }))]} />
      <Select name="channel" label={t('filter.channel')} defaultValue={query.channel ?? ''} emptyLabel={t('filter.any')} options={channels.map((channel) => ({ value: channel, label: c(`channel.${channel}`) }))} />
      <Button variant="ghost">{t('filter.apply')}</Button>
    </form>
  );
}
