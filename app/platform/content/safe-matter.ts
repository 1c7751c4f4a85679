const refuse = (language: string) => () => {
  throw new Error(`front matter in ${language} is refused`);
};

/**
 * gray-matter runs JavaScript that stands between `---js` lines. These engines know YAML only (and hand even that to our own reader).
 * Languages that are not listed here make gray-matter throw by itself.
 */
export const safeMatter = {
  language: 'yaml',
  delimiters: '---',
  engines: {
    yaml: { parse: () => ({}), stringify: refuse('yaml') },
    js: { parse: refuse('js'), stringify: refuse('js') },
    javascript: { parse: refuse('javascript'), stringify: refuse('javascript') },
    json: { parse: refuse('json'), stringify: refuse('json') },
    coffee: { parse: refuse('coffee'), stringify: refuse('coffee') },
  },
};
