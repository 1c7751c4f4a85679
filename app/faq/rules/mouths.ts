import { smsSize, withoutMarks, type SmsSize } from '../../messaging/index.ts';
import { dayWords } from '../../platform/days.ts';
import { spokenSeconds, syllables } from '../../platform/text/spoken.ts';
import { mouthMessages } from '../messages/mouths.ts';
import { answerText } from './answer-body.ts';
import type { AnswerFields } from './answer.ts';

/** What one message to a follower may hold; longer texts are shortened, never cut in a word. */
export const chatMost = 2_000;
/** What one page of a board holds. */
const boardMost = 120;

export interface Mouths {
  spoken: { text: string; seconds: number; syllables: number };
  chat: { text: string; letters: number; isShortened: boolean };
  sms: { text: string; size: SmsSize };
  smsPlain: { text: string; size: SmsSize };
  script: { text: string; seconds: number; syllables: number };
  /** Lines for a board that shows one after the other. */
  board: string[];
}

const say = mouthMessages.in('vi');

/** The words of one answer for each way in which it leaves the house. Citizens are spoken to in Vietnamese. */
export function mouthsOf(answer: AnswerFields, address: string): Mouths {
  const chat = chatText(answer, address);
  const sms = `${answer.short} ${address}`;
  const script = scriptText(answer);
  return {
    spoken: { text: answer.short, seconds: spokenSeconds(answer.short), syllables: syllables(answer.short) },
    chat,
    sms: { text: sms, size: smsSize(sms) },
    smsPlain: { text: withoutMarks(sms), size: smsSize(withoutMarks(sms)) },
    script: { text: script, seconds: spokenSeconds(script), syllables: syllables(script) },
    board: boardPages(answer.short, boardMost),
  };
}

function chatText(answer: AnswerFields, address: string): Mouths['chat'] {
  const asOf = say('say.as-of', { day: dayWords(answer.asOf) });
  const more = say('say.more', { address });
  const facts = [
    answer.papers.length > 0 && say('say.papers', { list: answer.papers.map(withoutStop).join('; ') }),
    answer.fee !== null && say('say.fee', { text: withoutStop(answer.fee) }),
    answer.place !== null && say('say.place', { text: withoutStop(answer.place) }),
    answer.timeLimit !== null && say('say.time', { text: withoutStop(answer.timeLimit) }),
  ].filter((line) => line !== false);
  const full = [answer.question, answer.short, answerText(answer.body), facts.join('\n'), `${asOf}\n${more}`].filter(Boolean).join('\n\n');
  const short = [answer.question, answer.short, `${asOf}\n${more}`].join('\n\n');
  const text = [...full].length <= chatMost ? full : short;
  return { text, letters: [...text].length, isShortened: text !== full };
}

/** Read out over the commune's loudspeakers: question, answer, what to bring, and the day at which it was right. */
function scriptText(answer: AnswerFields): string {
  const [year = '', month = '', day = ''] = answer.asOf.split('-');
  return [
    say('say.ask', { question: answer.question }),
    say('say.answer', { short: answer.short }),
    ...(answer.papers.length > 0 ? [say('say.bring', { list: answer.papers.map(withoutStop).join('; ') })] : []),
    say('say.as-of-aloud', { day: String(Number(day)), month: String(Number(month)), year }),
  ].join('\n');
}

const withoutStop = (text: string) => text.replace(/[.;\s]+$/u, '');

/** The short form in lines that a board shows one after the other: whole sentences first, then words. */
function boardPages(text: string, most: number): string[] {
  const pages: string[] = [];
  for (const sentence of text.split(/(?<=[.;:?])\s+/u)) {
    for (const word of sentence.split(/\s+/u)) {
      const last = pages.at(-1);
      const isFresh = last === undefined || word === '' || `${last} ${word}`.length > most;
      // An address may be longer than a page; what does not fit goes on.
      if (isFresh) pages.push(...(word.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? []));
      else pages[pages.length - 1] = `${last} ${word}`;
    }
  }
  return pages.filter(Boolean);
}
