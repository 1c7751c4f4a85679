/** How a telephone number is shown and dialled. */
export interface PhoneShown {
  /** As it is read: a hot line of eight figures in two fours, anything else as it was typed. */
  text: string;
  /** An address of RFC 3966, which knows no blanks. */
  href: string;
}

/** A telephone number as a link; of words after it (“nhánh 2”) nothing is dialled. */
export function phoneShown(phone: string): PhoneShown {
  const typed = phone.trim();
  const [number = ''] = /^[+(\d][\d ().-]*/.exec(typed) ?? [];
  const figures = number.replace(/[ ().-]/g, '');
  return { text: /^1[89]00\d{4}$/.test(figures) ? typed.replace(number.trimEnd(), `${figures.slice(0, 4)} ${figures.slice(4)}`) : typed, href: `tel:${figures}` };
}
