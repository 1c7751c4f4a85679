import { topics, type Topic } from './channels.ts';

/** The key of a topic's name among the texts of mails; a topic that is gone counts as the system's. */
export function topicKey(topic: string): `topic.${Topic}` {
  return `topic.${topics.find((one) => one === topic) ?? 'SYSTEM'}`;
}
