/** Whether a text is so long as the database counts it: a sign that takes two places, as an emoji does, is one character. */
export function charactersBetween(least: number, most: number): (text: string) => boolean {
  return (text) => {
    // Whatever is far too long is not taken apart sign by sign.
    if (text.length > most * 2) return false;
    const { length } = [...text];
    return length >= least && length <= most;
  };
}
