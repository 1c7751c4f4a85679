import { useText } from '../../platform/i18n/react.tsx';
import { Table } from '../../ui/index.ts';
import { inboxMessages } from '../messages/inbox.ts';
import { mailMessages } from '../messages/mail.ts';
import { topics, type Channel, type Topic } from '../rules/channels.ts';

/** Which news comes by which channel: a box for each pair, and each box says both names to whoever does not see the table. */
export function WantsTable({ channels, unwanted }: { channels: readonly Channel[]; unwanted: readonly string[] }) {
  const t = useText(inboxMessages);
  const mail = useText(mailMessages);
  const news = (topic: Topic) => t('prefs.topic', { topic: mail(`topic.${topic}`) });
  return (
    <Table
      caption={t('prefs.table')}
      hideCaption
      rows={topics}
      rowKey={(topic) => topic}
      columns={[
        { key: 'topic', head: t('prefs.news'), rowHeader: true, cell: news },
        ...channels.map((channel) => ({
          key: channel,
          head: t(`channel.${channel}`),
          cell: (topic: Topic) => <input type="checkbox" className="tick" name="wants[]" value={`${topic}.${channel}`} defaultChecked={!unwanted.includes(`${topic}.${channel}`)} aria-label={`${news(topic)}, ${t(`channel.${channel}`)}`} />,
        })),
      ]}
    />
  );
}
