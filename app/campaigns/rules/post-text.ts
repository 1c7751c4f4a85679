import { wayMessages } from '../messages/ways.ts';
import { drillLine, drillScript } from './drill.ts';

/** A post as it is written: plain text, because every portal and page formats in a way of its own. */
export interface PostWords {
  title: string;
  text: string;
  /** A page of the product to which it leads; empty without one. */
  link: string;
}

const say = wayMessages.in('vi');

/** A post as it is to be pasted. Readers of a page see only how it begins, so a drill says so in the title and at both ends of the text. */
export function postText({ title, text, link }: PostWords, { isDrill, baseUrl }: { isDrill: boolean; baseUrl: string }): { title: string; text: string } {
  const more = link ? [say('post.more', { address: baseUrl + link })] : [];
  return { title: isDrill ? drillLine(title) : title, text: [isDrill ? drillScript(text) : text, ...more].join('\n\n') };
}
