/** Lines of a lesson or a bank where something is quoted by the straight marks of a typewriter. Learners see “ ”; the straight ones belong to tags and to YAML. */
export function straightQuotes(text: string): number[] {
  const body = text.startsWith('---') ? text.indexOf('\n---', 3) : -1;
  const prose = body < 0 ? '' : text.slice(body);
  const left = withoutYamlMarks(body < 0 ? text : text.slice(0, body)) + blank(prose, /<\/?[A-Za-z][^>]*>|`[^`\n]*`/g);
  return left.split('\n').flatMap((line, at) => (line.includes('"') ? [at + 1] : []));
}

/** A whole value between double marks has none inside; one between single marks keeps what it holds. */
const withoutYamlMarks = (yaml: string) => blank(yaml, /(?<=[:,[{-]\s+|\[)"(?:[^"\\]|\\[^"])*"(?=\s*(?:[,\]}#\n]|$))/g);
const blank = (text: string, pattern: RegExp) => text.replace(pattern, (found) => found.replace(/[^\n]/g, ' '));
