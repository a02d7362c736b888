const long = 32_768;
const most = 8;

/**
 * A list of addresses in a configuration has a hundred thousand words, each tree beside the home has a copy of it, and each look
 * at one reads it several times. What was made of a long text is kept for the next time, for a few texts.
 */
export function remembering<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    if (text.length < long) return make(text);
    const known = made.get(text);
    if (known !== undefined) return known;
    if (made.size >= most) made.clear();
    const fresh = make(text);
    made.set(text, fresh);
    return fresh;
  };
}
